"""Calm pictures for the demo site, drawn and not photographed.

``draw(name)`` returns one picture as a Pillow image, and ``save(name, folder)`` writes it as JPEG. The same name gives
the same picture each time: the only chance in it comes from a seed made of the name. There is no text, no face and no
person in any of them.

To write all pictures: ``python -m example_site.demo.pictures [folder]``.
"""

from example_site.demo.pictures.scenes import SCENES, draw, save

__all__ = ["SCENES", "draw", "save"]
