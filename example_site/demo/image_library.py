"""Puts the drawn pictures into the site's image library."""

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from example_site.demo.reading import CONTENT


def picture(filename, description=""):
    """The image of the library made from ``content/pictures/<filename>``; it is added the first time."""
    filename = filename if "." in filename else f"{filename}.jpg"
    title = filename.rpartition(".")[0].replace("-", " ").capitalize()
    held = get_image_model().objects.filter(title=title).first()
    if held:
        return held
    with (CONTENT / "pictures" / filename).open("rb") as file:
        return get_image_model().objects.create(
            title=title, description=description, file=ImageFile(file, name=filename)
        )
