"""What every picture is drawn with: colours, chance that repeats itself, and the sheet."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

BASE = (1600, 900)
OVERSAMPLE = 2


def seeded(name):
    """Chance that falls the same way each time for the same name."""
    return random.Random(name)  # noqa: S311


def rgb(value):
    """A colour as (red, green, blue), from ``"#rrggbb"`` or from itself."""
    if isinstance(value, tuple):
        return value
    value = value.lstrip("#")
    return tuple(int(value[i : i + 2], 16) for i in (0, 2, 4))


def mix(a, b, t):
    """The colour that is ``t`` (0 to 1) of the way from ``a`` to ``b``."""
    a, b = rgb(a), rgb(b)
    t = max(0.0, min(1.0, t))
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b, strict=True))


def ramp(colours, t):
    """The colour at ``t`` (0 to 1) along a list of colours."""
    t = max(0.0, min(0.9999, t)) * (len(colours) - 1)
    return mix(colours[int(t)], colours[int(t) + 1], t - int(t))


class Sheet:
    """A sheet that is 1600 by 900 units, whatever its size in pixels."""

    def __init__(self, size, ground):
        self.size = (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE)
        self.k = self.size[0] / BASE[0]
        self.image = Image.new("RGB", self.size, rgb(ground))

    def _pixels(self, points):
        return [(x * self.k, y * self.k) for x, y in points]

    def gradient(self, top, bottom, y0, y1, sideways=False):
        """A sheet that goes from one colour at ``y0`` to another at ``y1``."""
        y0, y1 = (round(y * self.k) for y in (y0, y1))
        y1 = max(y1, y0 + 1)
        across = self.size[0] if sideways else self.size[1]
        strip = Image.new("RGB", (1, across))
        for y in range(across):
            strip.putpixel((0, y), mix(top, bottom, (y - y0) / (y1 - y0)))
        if sideways:
            strip = strip.rotate(90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return strip.resize(self.size)

    def fill(self, colour):
        """Cover the whole sheet with one colour."""
        self.image.paste(rgb(colour), (0, 0, *self.size))

    def mask(self, *shapes, holes=()):
        """The part of the sheet that lies within the shapes and in none of the holes."""
        mask = Image.new("L", self.size, 0)
        pen = ImageDraw.Draw(mask)
        for points in shapes:
            pen.polygon(self._pixels(points), fill=255)
        for points in holes:
            pen.polygon(self._pixels(points), fill=0)
        return mask

    def outside(self, points):
        """The mask of all that lies outside a shape."""
        return ImageChops.invert(self.mask(points))

    def mirror(self, y, blur, reach=None):
        """Show below ``y`` what stands above it (up to ``reach``), upside down and a little blurred."""
        water, first = round(y * self.k), 0 if reach is None else round(reach * self.k)
        above = self.image.crop((0, first, self.size[0], water)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        below = above.crop((0, 0, self.size[0], min(above.size[1], self.size[1] - water)))
        self.image.paste(below.filter(ImageFilter.GaussianBlur(blur * self.k)), (0, water))

    def sky(self, colours, y0=0, y1=900):
        """Bands of colour from top to bottom, each running into the next."""
        step = (y1 - y0) / (len(colours) - 1)
        for i in range(len(colours) - 1):
            top = y0 + i * step
            layer = self.gradient(colours[i], colours[i + 1], top, top + step)
            box = (0, max(0, round(top * self.k)) if i else 0, self.size[0], self.size[1])
            self.image.paste(layer.crop(box), box)

    def paint(self, mask, fill, fill2=None, span=(0, 900), alpha=1.0, sideways=False):
        """Colour a mask, plainly or with a gradient across ``span``."""
        if alpha < 1:
            mask = mask.point(lambda v: round(v * alpha))
        if fill2 is None:
            self.image.paste(rgb(fill), (0, 0), mask)
        else:
            self.image.paste(self.gradient(fill, fill2, *span, sideways=sideways), (0, 0), mask)

    def shade(self, mask, blur=18, dx=0, dy=10, strength=0.35, colour="#14202b", at=(0, 0)):
        """A soft shadow of the mask, made small and then enlarged."""
        w, h = mask.size
        small = mask.resize((w // 8 + 1, h // 8 + 1), Image.Resampling.BOX)
        moved = Image.new("L", small.size, 0)
        moved.paste(small, (round(dx * self.k / 8), round(dy * self.k / 8)))
        small = moved.filter(ImageFilter.GaussianBlur(blur * self.k / 8))
        small = small.point(lambda v: round(v * strength))
        self.image.paste(rgb(colour), at, small.resize((w, h), Image.Resampling.BILINEAR))

    def shape(self, points, fill, fill2=None, span=None, alpha=1.0, shadow=None, sideways=False):
        """A polygon, plain or with a gradient, with a soft shadow if asked for."""
        if fill2 is None and alpha == 1 and shadow is None:
            ImageDraw.Draw(self.image).polygon(self._pixels(points), fill=rgb(fill))
            return
        k = self.k
        pad = 4.0
        if shadow:
            pad += 3 * shadow.get("blur", 18) + abs(shadow.get("dx", 0)) + abs(shadow.get("dy", 10))
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, y0 = max(0, int((min(xs) - pad) * k)), max(0, int((min(ys) - pad) * k))
        x1 = min(self.size[0], int((max(xs) + pad) * k) + 1)
        y1 = min(self.size[1], int((max(ys) + pad) * k) + 1)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(mask).polygon([(x * k - x0, y * k - y0) for x, y in points], fill=255)
        if shadow:
            self.shade(mask, at=(x0, y0), **shadow)
        if alpha < 1:
            mask = mask.point(lambda v: round(v * alpha))
        if fill2 is None:
            self.image.paste(rgb(fill), (x0, y0), mask)
            return
        a, b = span or ((min(xs), max(xs)) if sideways else (min(ys), max(ys)))
        start, length = (x0, x1 - x0) if sideways else (y0, y1 - y0)
        strip = Image.new("RGB", (length, 1) if sideways else (1, length))
        strip.putdata([mix(fill, fill2, ((start + q) / k - a) / max(1, b - a)) for q in range(length)])
        self.image.paste(strip.resize(mask.size), (x0, y0), mask)

    def disc(self, x, y, r, fill, squash=1.0):
        """A plain disc, or an oval if it is squashed."""
        k = self.k
        ImageDraw.Draw(self.image).ellipse(
            ((x - r) * k, (y - r * squash) * k, (x + r) * k, (y + r * squash) * k), fill=rgb(fill)
        )

    def line(self, points, fill, width=2.0):
        """A line through the points."""
        ImageDraw.Draw(self.image).line(
            self._pixels(points), fill=rgb(fill), width=max(1, round(width * self.k)), joint="curve"
        )

    def glow(self, x, y, r, colour, strength=0.6):
        """A soft light around a point."""
        n = 256
        disc = (
            Image.radial_gradient("L")
            .resize((n, n))
            .point(lambda v: round(max(0.0, 1 - v / 180) ** 2 * 255 * strength))
        )
        side = round(2 * r * self.k)
        disc = disc.resize((side, side), Image.Resampling.BICUBIC)
        self.image.paste(rgb(colour), (round((x - r) * self.k), round((y - r) * self.k)), disc)

    def done(self, size):
        """The picture, at the size that was asked for."""
        return self.image.resize(size, Image.Resampling.LANCZOS)
