"""Which picture is drawn by which function, and how one is drawn and kept."""

from example_site.demo.pictures import evening, landscapes, patterns, rooms_and_doors, water, woods
from example_site.demo.pictures.brushes import BASE, Sheet, seeded

SCENES = {
    # the showcase
    "thames-valley": landscapes.thames_valley,
    "birmingham": patterns.birmingham,
    "black-country": rooms_and_doors.black_country,
    "greater-manchester": patterns.greater_manchester,
    "hampshire": landscapes.hampshire,
    "lincolnshire": landscapes.lincolnshire,
    "lancashire-and-cumbria": landscapes.lancashire_and_cumbria,
    "barking-havering-and-redbridge": evening.barking_havering_and_redbridge,
    "feltham": water.feltham,
    "cookham-wood": woods.cookham_wood,
    "huntercombe": rooms_and_doors.huntercombe,
    "rethink-north-east": water.rethink_north_east,
    "spectrum": patterns.spectrum,
    "together": patterns.together,
    "wakefield": landscapes.wakefield,
    "vanguard": patterns.vanguard,
    # the fictional scheme and its pages
    "home": woods.home,
    "training": rooms_and_doors.training,
    "riverside": water.riverside,
    "harbour": water.harbour,
    "lantern": evening.lantern,
    "ashgrove": woods.ashgrove,
    "tidewell": water.tidewell,
    "milldown": rooms_and_doors.milldown,
}


def draw(name, size=BASE):
    """One picture, as a Pillow image. The same name gives the same picture each time."""
    sheet = Sheet(size, "#ffffff")
    SCENES[name](sheet, seeded(f"wagtail-charter/{name}"))
    return sheet.done(size)


def save(name, folder, limit=160 * 1024):
    """Write one picture as JPEG, at quality 82 or a little lower if it is large; the path of the file."""
    picture, path = draw(name), folder / f"{name}.jpg"
    for quality in (82, 78, 74, 70, 64):
        picture.save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= limit:
            break
    return path
