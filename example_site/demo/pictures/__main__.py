"""Write all pictures: ``python -m example_site.demo.pictures [folder]``."""

import sys
from pathlib import Path

from example_site.demo.pictures import SCENES, save
from example_site.demo.reading import CONTENT


def write_all(folder):
    """Write every picture into the folder, which is made if need be, and print where each one is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCENES:
        print(save(name, folder))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else CONTENT / "pictures")
