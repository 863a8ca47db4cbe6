"""Calm pictures for the demo site, drawn and not photographed.

``draw(name)`` returns one picture as a Pillow image. The same name gives the
same picture each time: the only chance in it comes from a seed made of the
name. There is no text, no face and no person in any of them.

Run this file to write all pictures as JPEG:

    python pictures.py [folder]
"""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

BASE = (1600, 900)
OVERSAMPLE = 2


# --- colour -----------------------------------------------------------------


def rgb(value):
    if isinstance(value, tuple):
        return value
    value = value.lstrip("#")
    return tuple(int(value[i : i + 2], 16) for i in (0, 2, 4))


def mix(a, b, t):
    a, b = rgb(a), rgb(b)
    t = max(0.0, min(1.0, t))
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def ramp(colours, t):
    """The colour at ``t`` (0 to 1) along a list of colours."""
    t = max(0.0, min(0.9999, t)) * (len(colours) - 1)
    return mix(colours[int(t)], colours[int(t) + 1], t - int(t))


# --- lines ------------------------------------------------------------------


def wave(rng, octaves=4, length=700.0):
    """A smooth function of x, between about -1 and 1."""
    parts = [
        (0.55**i, rng.uniform(0, math.tau), math.tau / (length * rng.uniform(0.8, 1.2)) * 1.9**i)
        for i in range(octaves)
    ]
    total = sum(p[0] for p in parts)
    return lambda x: sum(a * math.sin(p + f * x) for a, p, f in parts) / total


def curve(points, steps=40):
    """A Catmull-Rom curve through the points."""
    points = [points[0], *points, points[-1]]
    out = []
    for i in range(1, len(points) - 2):
        p0, p1, p2, p3 = points[i - 1 : i + 3]
        for s in range(steps):
            t = s / steps
            out.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3)
                )
            )
    out.append(tuple(points[-1]))
    return out


def ribbon(points):
    """A polygon along (x, y, width) points, as wide as each point says."""
    left, right = [], []
    for i, (x, y, w) in enumerate(points):
        ax, ay, _ = points[max(0, i - 1)]
        bx, by, _ = points[min(len(points) - 1, i + 1)]
        d = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / d * w / 2, (bx - ax) / d * w / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left + right[::-1]


def winding(y0, y1, x, swing, turns, phase, wide, drift=0.0, steps=160):
    """A path over flat ground that winds away to the horizon."""
    left, right = [], []
    for i in range(steps + 1):
        t = i / steps
        near = 0.03 + t**1.5
        cx = x + drift * t + swing * (0.05 + t**1.15) * math.sin(turns / (t + 0.22) + phase)
        y = y0 + (y1 - y0) * t
        left.append((cx - wide * near / 2, y))
        right.append((cx + wide * near / 2, y))
    return left + right[::-1]


def blob(rng, cx, cy, r, wobble=0.12, lobes=7, points=72, squash=1.0):
    a, b = rng.uniform(0, math.tau), rng.uniform(0, math.tau)
    out = []
    for i in range(points):
        t = math.tau * i / points
        k = 1 + wobble * (0.6 * math.sin(lobes * t + a) + 0.4 * math.sin((lobes // 2 + 1) * t + b))
        out.append((cx + math.cos(t) * r * k, cy + math.sin(t) * r * k * squash))
    return out


def turned(points, angle, cx, cy):
    s, c = math.sin(angle), math.cos(angle)
    return [(cx + x * c - y * s, cy + x * s + y * c) for x, y in points]


# --- the sheet --------------------------------------------------------------


class Sheet:
    """A sheet that is 1600 by 900 units, whatever its size in pixels."""

    def __init__(self, size, ground):
        self.size = (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE)
        self.k = self.size[0] / BASE[0]
        self.h = self.size[1] / self.k
        self.image = Image.new("RGB", self.size, rgb(ground))

    def _p(self, points):
        return [(x * self.k, y * self.k) for x, y in points]

    def _gradient(self, top, bottom, y0, y1, sideways=False):
        y0, y1 = (round(y * self.k) for y in (y0, y1))
        y1 = max(y1, y0 + 1)
        across = self.size[0] if sideways else self.size[1]
        strip = Image.new("RGB", (1, across))
        for y in range(across):
            strip.putpixel((0, y), mix(top, bottom, (y - y0) / (y1 - y0)))
        if sideways:
            strip = strip.rotate(90, expand=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return strip.resize(self.size)

    def mask(self, *shapes):
        mask = Image.new("L", self.size, 0)
        pen = ImageDraw.Draw(mask)
        for points in shapes:
            pen.polygon(self._p(points), fill=255)
        return mask

    def sky(self, colours, y0=0, y1=900):
        step = (y1 - y0) / (len(colours) - 1)
        for i in range(len(colours) - 1):
            top = y0 + i * step
            layer = self._gradient(colours[i], colours[i + 1], top, top + step)
            box = (0, max(0, round(top * self.k)) if i else 0, self.size[0], self.size[1])
            self.image.paste(layer.crop(box), box)

    def paint(self, mask, fill, fill2=None, span=(0, 900), alpha=1.0, sideways=False):
        if alpha < 1:
            mask = mask.point(lambda v: round(v * alpha))
        if fill2 is None:
            self.image.paste(rgb(fill), (0, 0), mask)
        else:
            self.image.paste(self._gradient(fill, fill2, *span, sideways=sideways), (0, 0), mask)

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
            ImageDraw.Draw(self.image).polygon(self._p(points), fill=rgb(fill))
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
        k = self.k
        ImageDraw.Draw(self.image).ellipse(
            ((x - r) * k, (y - r * squash) * k, (x + r) * k, (y + r * squash) * k), fill=rgb(fill)
        )

    def line(self, points, fill, width=2.0):
        ImageDraw.Draw(self.image).line(
            self._p(points), fill=rgb(fill), width=max(1, round(width * self.k)), joint="curve"
        )

    def glow(self, x, y, r, colour, strength=0.6):
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
        return self.image.resize(size, Image.Resampling.LANCZOS)


def ridge(f, base, height, step=8):
    return [(x, base + f(x) * height) for x in range(-20, 1640, step)]


def land(line, bottom=920):
    return [*line, (1640, bottom), (-20, bottom)]


# --- landscapes -------------------------------------------------------------


def thames_valley(s, rng):
    s.sky(["#f6e7cf", "#f3dcc0", "#e9e3cf"], 0, 470)
    s.glow(1130, 330, 520, "#fff6dc", 0.9)
    s.disc(1130, 330, 58, "#fffaf0")
    for i, (y, h, c1, c2) in enumerate(
        [(400, 36, "#b9cdbd", "#d5dfcb"), (436, 44, "#93b3a3", "#bccfb4"), (482, 40, "#6c9a88", "#a5c19f")]
    ):
        f = wave(rng, 3, 620 - 60 * i)
        s.shape(land(ridge(f, y, h)), c1, c2, (y - h, y + 150))
    s.shape([(-10, 540), (1610, 520), (1610, 910), (-10, 910)], "#88b08c", "#4f8570", (520, 900))
    s.shape(winding(523, 915, 1090, 640, 2.3, 2.55, 520, -330), "#fdf3dd", "#9fcbd0", (520, 880))
    for q in range(5):
        s.shape(winding(523, 915, 1090, 640, 2.3, 2.55, 520 * (0.82 - 0.17 * q), -330), "#fffaf0", alpha=0.1)
    for x0, y0, c1, c2, side in [(-20, 610, "#3f7463", "#2c5a52", 1), (1620, 640, "#39705f", "#234d48", -1)]:
        f = wave(rng, 3, 500)
        pts = [
            (x0 + side * t * 560, y0 + 300 * (t**1.7) + f(t * 400) * 16) for t in [i / 60 for i in range(61)]
        ]
        s.shape([*pts, (x0, 920)], c1, c2, (y0, 900))
    for x, y, r in [
        (150, 650, 42),
        (214, 668, 30),
        (96, 660, 34),
        (1490, 690, 46),
        (1560, 676, 38),
        (1420, 720, 28),
    ]:
        s.shape(blob(rng, x, y - r, r, 0.05), "#2f6154", "#1f4540")
        s.line([(x, y - r), (x, y + 14)], "#1f4540", 5)


def hampshire(s, rng):
    s.sky(["#f2c9a5", "#f7dfc0", "#fdf2de"], 0, 460)
    s.glow(420, 420, 600, "#fffbe9", 0.95)
    s.disc(420, 392, 70, "#fffdf4")
    for cx, cy, rx, ry, c1, c2 in [
        (1180, 760, 900, 360, "#c3cfa4", "#dbe0bd"),
        (240, 800, 760, 340, "#a9c08c", "#c9d6a7"),
        (1420, 900, 820, 380, "#86aa75", "#adc591"),
    ]:
        pts = [
            (cx + math.cos(t) * rx, cy + math.sin(t) * ry)
            for t in [math.pi + math.pi * i / 90 for i in range(91)]
        ]
        s.shape(
            [*pts, (cx + rx, 920), (cx - rx, 920)],
            c1,
            c2,
            (cy - ry, cy - ry + 260),
            shadow=dict(blur=26, dy=-6, strength=0.14, colour="#46553a"),
        )
    cx, cy, rx, ry = 640, 1240, 1350, 660
    pts = [
        (cx + math.cos(t) * rx, cy + math.sin(t) * ry)
        for t in [math.pi + math.pi * i / 120 for i in range(121)]
    ]
    s.shape(
        pts, "#6f9a63", "#3f6d4c", (580, 900), shadow=dict(blur=26, dy=-6, strength=0.2, colour="#33472d")
    )
    s.shape(winding(585, 915, 690, 420, 1.9, 2.2, 300, 60), "#fdf8ea", "#eee0c2", (590, 900))
    s.shape(winding(549, 640, 1150, 90, 1.4, 4.3, 26, -60), "#f6efda")
    ys = [
        (cx + math.cos(t) * rx, cy + math.sin(t) * ry)
        for t in [math.pi + math.pi * i / 120 for i in range(121)]
    ]
    front = [q for q in ys if 960 < q[0] < 1400]
    s.shape(
        [*front, (front[-1][0], 720), (front[0][0], 720)],
        "#6f9a63",
        mix("#6f9a63", "#3f6d4c", 0.36),
        (580, 700),
    )
    for i in range(90):
        x, y = rng.uniform(20, 1580), rng.uniform(690, 890)
        if not 300 < x < 820:
            s.line(
                [(x, y), (x + rng.uniform(-4, 4), y - rng.uniform(8, 18))],
                mix("#8db176", "#2f5a41", rng.random()),
                2,
            )
    for x, y, r in [(1330, 640, 26), (1366, 650, 20), (1300, 652, 18), (250, 700, 30), (205, 714, 22)]:
        s.shape(blob(rng, x, y - r * 0.6, r, 0.05), "#3f6d4c", "#2c5340")


def lincolnshire(s, rng):
    s.sky(["#9fc0cf", "#c9dcdc", "#f3ead2", "#f9dfb5"], 0, 560)
    for _ in range(26):
        y = rng.uniform(40, 470)
        w, t = rng.uniform(160, 620) * (0.5 + y / 700), rng.uniform(8, 26) * (1.2 - y / 700)
        x = rng.uniform(-100, 1500)
        m = Image.new("L", s.size, 0)
        k = s.k
        ImageDraw.Draw(m).rounded_rectangle(
            (x * k, y * k, (x + w) * k, (y + t) * k), radius=t * k / 2, fill=255
        )
        s.paint(m, mix("#ffffff", "#fdeed6", y / 470), alpha=rng.uniform(0.35, 0.75))
    horizon, vx = 560, 940
    greens = [
        "#e3c271",
        "#93a95b",
        "#c9a557",
        "#5f8a58",
        "#dcb968",
        "#7b9d57",
        "#b98f4a",
        "#4c7a54",
        "#e8cd86",
        "#86a45c",
    ]
    edges = [-6600 + 330 * i for i in range(46)]
    s.shape([(-10, horizon), (1610, horizon), (1610, 620), (-10, 620)], "#b9b87a", "#8fa45f", (horizon, 620))
    for i, (a, b) in enumerate(zip(edges, edges[1:])):
        c = greens[i % len(greens)]
        s.shape(
            [(vx + (a - vx) * 0.02, horizon), (vx + (b - vx) * 0.02, horizon), (b, 910), (a, 910)],
            mix(c, "#f5e3bb", 0.45),
            c,
            (horizon, 820),
        )
        for j in range(1, 8):
            x = a + (b - a) * j / 8
            s.line([(vx + (x - vx) * 0.1, horizon + 29), (x, 910)], mix(c, "#3a5a3c", 0.22), 1.6)
    s.shape([(-10, horizon - 3), (1610, horizon - 3), (1610, horizon + 5), (-10, horizon + 5)], "#6b8a72")
    for _ in range(46):
        x = rng.choice([rng.gauss(260, 90), rng.gauss(1290, 120), rng.uniform(0, 1600)])
        r = rng.uniform(6, 15)
        s.shape(blob(rng, x, horizon - r * 0.5, r, 0.06, squash=0.8), mix("#56786a", "#7d9a82", rng.random()))
    dyke = [(vx - 30, horizon + 6, 3), (vx - 90, 610, 12), (vx - 230, 700, 40), (vx - 560, 920, 120)]
    s.shape(ribbon(curve(dyke)), "#fbeccb", "#b4d0d2", (horizon, 900))


def peaks(rng, base, height, count):
    pts, x = [(-30, base)], -30.0
    while x < 1640:
        step = 1640 / count * rng.uniform(0.5, 1.4)
        top = base - height * rng.uniform(0.45, 1)
        pts += [(x + step * rng.uniform(0.35, 0.6), top), (x + step, base - height * rng.uniform(0.05, 0.35))]
        x += step
    return curve(pts, 14)


def lancashire_and_cumbria(s, rng):
    water = 545
    s.sky(["#e9eef0", "#dce7ec", "#f5e9df"], 0, water)
    s.glow(620, 300, 480, "#fff6ea", 0.9)
    for i, (h, n, c1, c2) in enumerate(
        [
            (330, 4, "#c3d3de", "#dfe5e6"),
            (280, 5, "#9db6c8", "#c9d6dc"),
            (215, 5, "#6f91aa", "#a9c0cd"),
            (135, 6, "#43698a", "#7f9fb4"),
        ]
    ):
        s.shape([*peaks(rng, water, h, n), (1640, water + 2), (-30, water + 2)], c1, c2, (water - h, water))
    top = s.image.crop((0, 0, s.size[0], round(water * s.k)))
    flip = top.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    depth = s.size[1] - round(water * s.k)
    flip = flip.crop((0, 0, s.size[0], depth)).filter(ImageFilter.GaussianBlur(2.2 * s.k))
    s.image.paste(flip, (0, round(water * s.k)))
    s.paint(
        s.mask([(-5, water), (1605, water), (1605, 905), (-5, 905)]),
        "#e7f0f2",
        "#2e5876",
        (water, 980),
        alpha=0.42,
    )
    for _ in range(60):
        y = water + 8 + (rng.random() ** 1.6) * 330
        w = rng.uniform(60, 380) * (0.4 + (y - water) / 300)
        x = rng.uniform(-100, 1600)
        s.shape(
            ribbon([(x, y, 0.2), (x + w / 2, y, 1.2 + (y - water) / 90), (x + w, y, 0.2)]),
            "#f8fbfa",
            alpha=0.5,
        )
    f = wave(rng, 4, 260)
    shore = [(x, 790 + 90 * (x / 760) ** 2 + f(x) * 8) for x in range(-20, 800, 10)]
    s.shape([*shore, (800, 920), (-20, 920)], "#27485c", "#16303f", (780, 900))
    for _ in range(70):
        x = rng.uniform(0, 560)
        y = 800 + 90 * (x / 760) ** 2 + rng.uniform(-4, 6)
        s.line(
            [(x, y), (x + rng.uniform(-8, 12), y - rng.uniform(24, 84))],
            mix("#27485c", "#5d8196", rng.random() * 0.6),
            2.4,
        )


def rethink_north_east(s, rng):
    s.sky(["#dfe6ea", "#eef0ee", "#f6efe4"], 0, 300)
    s.glow(1180, 250, 420, "#fffaf0", 0.9)
    tones = [
        "#b7c8d2",
        "#9fb6c4",
        "#86a3b5",
        "#6d90a6",
        "#577d96",
        "#456c87",
        "#3a5f7b",
        "#4b7388",
        "#6f97a3",
        "#9dbdbf",
    ]
    for i, c in enumerate(tones):
        y = 250 + 500 * (i / len(tones)) ** 1.25
        amp = 3 + 20 * (i / len(tones)) ** 1.2
        f = wave(rng, 3, 420 + 60 * i)
        line = ridge(f, y, amp)
        s.shape(
            land(line),
            mix(c, "#ffffff", 0.16),
            mix(c, "#173447", 0.12),
            (y, y + 70),
            shadow=dict(blur=10, dy=-5, strength=0.16, colour="#173447"),
        )
        if i > 2:
            crest = [(x, yy + 1, max(0.3, 2.2 + 2.4 * math.sin(x / (90 + 20 * i) + i))) for x, yy in line]
            s.shape(ribbon(crest), "#eef4f2", alpha=0.55 + 0.04 * i)
    f = wave(rng, 3, 760)
    edge = ridge(f, 760, 30)
    s.shape(
        land(edge),
        "#d9d2bf",
        "#e4d5b8",
        (740, 900),
        shadow=dict(blur=16, dy=-10, strength=0.25, colour="#35566a"),
    )
    s.shape(ribbon([(x, y + 4, 13 + 6 * math.sin(x / 120)) for x, y in edge]), "#fbfaf4")
    s.shape(land([(x, y + 46 + 10 * math.sin(x / 210)) for x, y in edge]), "#e9d9b9", "#f2e5c9", (780, 900))
    for x, y in [(250, 846), (330, 862), (415, 852), (505, 868), (600, 860)]:
        s.disc(x, y, 7, "#d3bf98", 0.6)
    for x, y, r in [(1280, 858, 20), (1322, 868, 12), (1120, 876, 9)]:
        s.disc(x + 4, y + 5, r, "#c9b48b", 0.55)
        s.disc(x, y, r, "#8b98a0", 0.62)


def wakefield(s, rng):
    grid = (200, 113)
    field = Image.new("F", grid)
    hills = [
        (rng.uniform(-10, 210), rng.uniform(-10, 123), rng.uniform(22, 52), rng.uniform(-0.9, 1))
        for _ in range(13)
    ]
    values = []
    for y in range(grid[1]):
        for x in range(grid[0]):
            v = 0.9 * math.sin((x * 0.7 + y * 1.5) / 46) + sum(
                a * math.exp(-((x - hx) ** 2 + (y - hy) ** 2) / (2 * r * r)) for hx, hy, r, a in hills
            )
            values.append(v)
    lo, hi = min(values), max(values)
    field.putdata([(v - lo) / (hi - lo) for v in values])
    big = field.resize(s.size, Image.Resampling.BICUBIC)
    tones = [
        "#143f3b",
        "#1f544b",
        "#2f6b5a",
        "#4a8468",
        "#6d9c74",
        "#94b181",
        "#bcc38b",
        "#dcca8e",
        "#e5b96c",
        "#d79f52",
        "#c4843f",
        "#a86a35",
    ]
    s.image.paste(rgb(tones[0]), (0, 0, *s.size))
    for i, c in enumerate(tones[1:], 1):
        cut = i / len(tones)
        level = big.point(lambda v: v * 50000 + (-50000 * cut)).convert("L")
        s.shade(level, blur=9, dx=2, dy=6, strength=0.4, colour="#0c2724")
        s.image.paste(rgb(c), (0, 0), level)


def home(s, rng):
    s.sky(["#fbe9cd", "#fdf3e1", "#e8efe2"], 0, 620)
    s.glow(800, 400, 560, "#fffdf2", 1.0)
    s.disc(800, 372, 62, "#fffefa")
    for y, h, c1, c2 in [
        (470, 30, "#c4d8cf", "#dce7d8"),
        (515, 34, "#9dc0b5", "#c4d9c5"),
        (556, 26, "#78a79a", "#a8c8ae"),
    ]:
        s.shape(land(ridge(wave(rng, 3, 560), y, h)), c1, c2, (y - h, y + 90))
    s.shape([(-10, 600), (1610, 600), (1610, 910), (-10, 910)], "#8fb894", "#4c8474", (590, 860))
    s.shape(winding(594, 915, 800, 250, 1.7, 1.1, 430, -20), "#fff8e6", "#efdcb6", (594, 860))
    rings = [
        ("#6a9f92", 600, 372),
        ("#49857f", 680, 420),
        ("#30696c", 762, 474),
        ("#1e505b", 850, 536),
        ("#143f4d", 950, 610),
    ]
    for i, (c, rx, ry) in enumerate(rings):
        hole = []
        a, b = rng.uniform(0, 6), rng.uniform(0, 6)
        for j in range(241):
            t = math.tau * j / 240
            k = 1 + 0.035 * math.sin(9 * t + a) + 0.025 * math.sin(15 * t + b)
            hole.append((800 + math.cos(t) * rx * k, 540 + math.sin(t) * ry * k))
        mask = ImageChops.invert(s.mask(hole))
        s.shade(mask, blur=20, dx=0, dy=8, strength=0.32, colour="#0a2730")
        s.paint(mask, mix(c, "#ffffff", 0.06), mix(c, "#071d26", 0.18))
        for j in range(46 - 4 * i):
            t = math.tau * (j + rng.random() * 0.6) / (46 - 4 * i)
            x, y = 800 + math.cos(t) * rx, 540 + math.sin(t) * ry
            if -60 < x < 1660 and -60 < y < 960:
                n = rng.uniform(30, 58)
                leaf = [(u * n, math.sin(u * math.pi) * n * 0.2) for u in [q / 14 for q in range(15)]]
                leaf += [(u, -v) for u, v in leaf[::-1]]
                s.shape(
                    turned(leaf, t + math.pi + rng.uniform(-0.9, 0.9), x, y),
                    mix(c, "#ffffff", rng.uniform(0, 0.16)),
                )


def riverside(s, rng):
    water = 600
    s.sky(["#b9cfd8", "#e5dcd4", "#f7d9bd", "#fbe8cf"], 0, water)
    s.glow(800, 560, 640, "#fff4df", 0.85)
    for y, h, c1, c2 in [
        (398, 44, "#c3c8c8", "#e6d8c8"),
        (452, 40, "#9fb0b2", "#d0c6b8"),
        (556, 16, "#8fa39c", "#b3b3a2"),
    ]:
        s.shape(land(ridge(wave(rng, 3, 520), y, h), water), c1, c2, (y - h, y + 90))
    deck = [(x, 452 + 46 * ((x - 800) / 800) ** 2 * 1.6) for x in range(-20, 1641, 10)]
    bridge = [*deck, (1640, water + 1), (-20, water + 1)]
    arches = []
    for cx, r, ry in [(330, 178, 94), (800, 214, 116), (1270, 178, 94)]:
        arches.append(
            [
                (cx + math.cos(t) * r, water + 2 + math.sin(t) * ry)
                for t in [math.pi + math.pi * i / 60 for i in range(61)]
            ]
        )
    mask = s.mask(bridge)
    ImageDrawMask = ImageDraw.Draw(mask)
    for a in arches:
        ImageDrawMask.polygon(s._p(a), fill=0)
    s.paint(mask, "#6c6f78", "#4b525f", (440, water))
    s.shape(ribbon([(x, y - 2, 13) for x, y in deck]), "#8b8a8c")
    for a, (cx, r, ry) in zip(arches, [(330, 178, 94), (800, 214, 116), (1270, 178, 94)]):
        n = 17
        for i in range(n):
            t0, t1 = math.pi + math.pi * i / n + 0.012, math.pi + math.pi * (i + 1) / n - 0.012
            stone = [
                (cx + math.cos(t) * (r + d), water + math.sin(t) * (ry + d))
                for t, d in [(t0, 2), (t1, 2), (t1, 26), (t0, 26)]
            ]
            s.shape(stone, mix("#9a938e", "#7d7c80", rng.random()))
    top = s.image.crop((0, round(300 * s.k), s.size[0], round(water * s.k))).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    s.image.paste(top.filter(ImageFilter.GaussianBlur(2 * s.k)), (0, round(water * s.k)))
    s.paint(
        s.mask([(-5, water), (1605, water), (1605, 905), (-5, 905)]),
        "#f6dcc2",
        "#39566b",
        (water, 960),
        alpha=0.45,
    )
    for _ in range(80):
        y = water + 4 + (rng.random() ** 1.5) * 290
        w = rng.uniform(50, 320) * (0.5 + (y - water) / 260)
        x = rng.uniform(-100, 1600)
        s.shape(
            ribbon([(x, y, 0.2), (x + w / 2, y, 1 + (y - water) / 80), (x + w, y, 0.2)]), "#fdf0df", alpha=0.5
        )
    f = wave(rng, 4, 200)
    for side in (0, 1):
        bank = [
            (x if side == 0 else 1600 - x, 820 + 100 * (x / 520) ** 2 + f(x + 900 * side) * 8)
            for x in range(-20, 560, 8)
        ]
        s.shape(
            [*bank, (560 if side == 0 else 1040, 930), (-20 if side == 0 else 1620, 930)],
            "#3f5a55",
            "#2b423f",
            (810, 900),
        )
        for _ in range(46):
            x = rng.uniform(0, 360)
            y = 826 + 100 * (x / 520) ** 2
            x = x if side == 0 else 1600 - x
            s.line(
                [(x, y + 8), (x + rng.uniform(-10, 10), y - rng.uniform(20, 70))],
                mix("#3f5a55", "#7f9078", rng.random()),
                2.4,
            )


def harbour(s, rng):
    s.sky(["#f3d3ae", "#f9e4c6", "#fdf0da"], 0, 420)
    s.glow(1090, 400, 620, "#fffbee", 0.95)
    s.disc(1090, 408, 92, "#fffdf6")
    s.shape(land(ridge(wave(rng, 3, 640), 414, 20), 460), "#d5bfa9", "#e9d8c0", (390, 450))
    tones = ["#d9cdb9", "#bcc6bf", "#98b5b8", "#73a0aa", "#52899a", "#3a7188", "#2a5a73"]
    boats = {
        1: [(520, 44, "#e9b98c"), (1300, 38, "#f4ead8")],
        2: [(820, 74, "#f8f2e4"), (180, 60, "#c97b5c")],
        4: [(1250, 150, "#fbf7ec"), (420, 128, "#d8895f")],
    }
    for i, c in enumerate(tones):
        y = 440 + 400 * (i / 7) ** 1.2
        f = wave(rng, 2, 520)
        line = ridge(f, y, 3 + 2.6 * i)
        s.shape(
            land(line),
            mix(c, "#fff3dd", 0.18),
            c,
            (y, y + 80),
            shadow=dict(blur=12, dy=-4, strength=0.12, colour="#1b4257"),
        )
        for bx, n, sail in boats.get(i, []):
            by = y + 52 * (0.4 + i / 6)
            ref = [(bx - n * 0.5, by + n * 0.1), (bx + n * 0.5, by + n * 0.1), (bx + n * 0.1, by + n * 1.1)]
            s.shape(ref, mix(sail, c, 0.3), alpha=0.35)
            s.shape(
                [
                    (bx - n * 0.02, by - n * 0.12),
                    (bx - n * 0.02, by - n * 1.75),
                    (bx + n * 0.72, by - n * 0.2),
                ],
                sail,
                mix(sail, "#b98a68", 0.25),
                sideways=True,
            )
            s.shape(
                [
                    (bx - n * 0.1, by - n * 0.12),
                    (bx - n * 0.1, by - n * 1.45),
                    (bx - n * 0.58, by - n * 0.16),
                ],
                mix(sail, "#ffffff", 0.35),
            )
            hull = [
                (bx - n * 0.72, by - n * 0.08),
                (bx + n * 0.82, by - n * 0.08),
                (bx + n * 0.55, by + n * 0.16),
                (bx - n * 0.5, by + n * 0.16),
            ]
            s.shape(hull, "#3b4e5e", "#22333f")
        for _ in range(9):
            x, yy = rng.uniform(0, 1600), y + rng.uniform(14, 60)
            w = rng.uniform(30, 130) * (0.5 + i / 5)
            near = math.exp(-((x - 1090) ** 2) / (2 * 200**2))
            s.shape(
                ribbon([(x, yy, 0.2), (x + w / 2, yy, 1.4 + i / 2), (x + w, yy, 0.2)]),
                "#fff8e6",
                alpha=0.25 + 0.55 * near,
            )


# --- seen from above --------------------------------------------------------


def rounded(w, h, r):
    """The outline of a rounded rectangle around 0, 0."""
    out = []
    for cx, cy, start in [(w - r, h - r, 0), (r - w, h - r, 1), (r - w, r - h, 2), (w - r, r - h, 3)]:
        for i in range(9):
            t = math.pi / 2 * (start + i / 8)
            out.append((cx + math.cos(t) * r, cy + math.sin(t) * r))
    return out


def chair(s, x, y, angle, c, n=36):
    seat = turned(rounded(n, n * 0.92, n * 0.42), angle, x, y)
    s.shape(seat, c, shadow=dict(blur=9, dx=5, dy=9, strength=0.3))
    s.shape(turned(rounded(n * 0.74, n * 0.66, n * 0.34), angle, x, y), mix(c, "#ffffff", 0.14))
    back = [(a, b + n * 0.92) for a, b in rounded(n * 1.08, n * 0.2, n * 0.19)]
    s.shape(
        turned(back, angle, x, y), mix(c, "#1d2a33", 0.32), shadow=dict(blur=5, dx=2, dy=4, strength=0.25)
    )


def black_country(s, rng):
    s.image.paste(rgb("#d9c3a3"), (0, 0, *s.size))
    for row in range(12):
        x = -rng.uniform(0, 300)
        while x < 1600:
            w = rng.uniform(260, 460)
            c = mix("#cdb38f", "#e2cfb2", rng.random())
            s.shape([(x, row * 76), (x + w - 3, row * 76), (x + w - 3, row * 76 + 73), (x, row * 76 + 73)], c)
            x += w
    chairs = ["#3f6f78", "#c9774f", "#e3b562", "#5e8a76", "#8a5a5f"]
    tops = [("#f4ebdc", "#e6d8c0"), ("#2f5d63", "#254b52"), ("#c98c62", "#b87a52")]
    for (x, y, r), (c1, c2) in zip([(360, 330, 205), (1010, 600, 245), (1370, 170, 168)], tops):
        count = 6 if r > 220 else 5 if r > 180 else 4
        start = rng.uniform(0, 1)
        for i in range(count):
            t = math.tau * i / count + start
            d = r + rng.uniform(26, 44)
            chair(s, x + math.cos(t) * d, y + math.sin(t) * d, t - math.pi / 2, chairs[(i * 2 + count) % 5])
        m = s.mask(blob(rng, x, y, r, 0))
        s.shade(m, blur=20, dx=10, dy=20, strength=0.42, colour="#3a2a1a")
        s.paint(m, c1, c2, (y - r, y + r))
        for i in range(count):
            t = math.tau * i / count + start
            px, py = x + math.cos(t) * r * 0.68, y + math.sin(t) * r * 0.68
            if i % 3 != 2:
                s.shape(blob(rng, px, py, 40, 0), "#fbf8f1", shadow=dict(blur=5, dx=2, dy=5, strength=0.25))
                s.disc(px, py, 27, "#efe9dc")
                if i % 2:
                    s.shape(blob(rng, px + 4, py - 2, 15, 0.12), "#c98a4b")
            else:
                page = turned([(-34, -46), (34, -46), (34, 46), (-34, 46)], t + 1.4, px, py)
                s.shape(page, "#fdfaf3", shadow=dict(blur=5, dx=2, dy=4, strength=0.22))
            qx, qy = x + math.cos(t + 0.42) * r * 0.6, y + math.sin(t + 0.42) * r * 0.6
            s.shape(blob(rng, qx, qy, 18, 0), "#f6f2e8", shadow=dict(blur=5, dx=2, dy=5, strength=0.28))
            s.disc(qx, qy, 13, rng.choice(["#8a5a35", "#6f4a30", "#b98a5a"]))
        for j in range(9):
            t = math.tau * j / 9
            leaf = [(u * 44, math.sin(u * math.pi) * 11) for u in [q / 10 for q in range(11)]]
            leaf += [(u, -v) for u, v in leaf[::-1]]
            s.shape(turned(leaf, t + rng.uniform(-0.2, 0.2), x, y), mix("#4f7f5c", "#7ea56f", rng.random()))


def training(s, rng):
    s.image.paste(rgb("#e9dfd0"), (0, 0, *s.size))
    for i in range(11):
        s.line([(0, i * 84), (1600, i * 84)], "#e1d5c3", 2)
    for i in range(4):
        x = 120 + i * 400
        pane = [(x, -10), (x + 250, -10), (x + 20, 910), (x - 230, 910)]
        s.shape(pane, "#fff7e6", alpha=0.55)
    cx, cy = 800, 452
    for r, c in [
        (278, "#35626b"),
        (243, "#e6d3ad"),
        (209, "#c9805a"),
        (172, "#ecdfc6"),
        (132, "#6d9c93"),
        (92, "#f1e6d1"),
        (51, "#dba860"),
    ]:
        m = s.mask(blob(rng, cx, cy, r, 0))
        if r == 278:
            s.shade(m, blur=14, dx=4, dy=8, strength=0.25)
        s.image.paste(rgb(c), (0, 0), m)
    for ring, n in [(260.5, 44), (190.5, 32), (112, 20)]:
        for i in range(n):
            t = math.tau * i / n
            s.disc(cx + math.cos(t) * ring, cy + math.sin(t) * ring, 5.5, "#f6eddb")
    tones = ["#3f6f78", "#c9774f", "#e0b055", "#5e8a76", "#7b6b8d", "#d49a86"]
    for i in range(12):
        if i == 3:
            continue
        t = math.tau * i / 12 + 0.13
        chair(
            s,
            cx + math.cos(t) * 372,
            cy + math.sin(t) * 372,
            t - math.pi / 2 + rng.uniform(-0.1, 0.1),
            tones[i % 6],
            42,
        )
    for x, y, r in [(120, 760, 120), (1480, 150, 130)]:
        s.shape(blob(rng, x, y, r * 0.42, 0), "#b9704e", shadow=dict(blur=14, dx=6, dy=12, strength=0.3))
        for j in range(15):
            t = math.tau * j / 15 + rng.uniform(-0.12, 0.12)
            n = r * rng.uniform(0.7, 1.1)
            leaf = [(u * n, math.sin(u * math.pi) * n * 0.17) for u in [q / 12 for q in range(13)]]
            leaf += [(u, -v) for u, v in leaf[::-1]]
            s.shape(turned(leaf, t, x, y), mix("#2f6656", "#83ad83", rng.random()))


def feltham(s, rng):
    s.sky(["#5fa39c", "#3f8a8b", "#2c6f78"], 0, 900)
    for _ in range(150):
        x, y, w = rng.uniform(-50, 1600), rng.uniform(0, 900), rng.uniform(40, 190)
        pts = curve([(x, y, 0.3), (x + w / 2, y + rng.uniform(-8, 8), 3), (x + w, y, 0.3)], 8)
        s.shape(ribbon(pts), "#bfe0d6", alpha=0.2)
    stones = []
    for i in range(10):
        t = i / 9
        x = 60 + 1480 * t
        y = 720 - 470 * t + 130 * math.sin(t * 6.2)
        stones.append((x, y, rng.uniform(66, 88)))
    for x, y, r in stones:
        for j in range(4, 0, -1):
            m = s.mask(blob(random.Random(f"{x}"), x, y, r + j * 19, 0.05, 5))
            inner = s.mask(blob(random.Random(f"{x}"), x, y, r + j * 19 - 3.5, 0.05, 5))
            s.paint(ImageChops.subtract(m, inner), "#d5efe6", alpha=0.5 - j * 0.1)
    for x, y, r in stones:
        seed = f"{x}"
        s.shape(
            blob(random.Random(seed), x, y, r, 0.05, 5),
            mix("#d8cdb8", "#b3aa9b", rng.random()),
            mix("#b9ad98", "#93897c", rng.random()),
            shadow=dict(blur=12, dx=8, dy=16, strength=0.5, colour="#0c3138"),
        )
        s.shape(
            blob(random.Random(seed), x - 5, y - 7, r * 0.84, 0.05, 5),
            mix("#e9dfcb", "#cfc5b3", rng.random()),
            alpha=0.75,
        )
        for _ in range(7):
            a, d = rng.uniform(0, math.tau), rng.uniform(0, r * 0.6)
            s.disc(x + math.cos(a) * d, y + math.sin(a) * d, rng.uniform(2, 5), "#b6ab98")
    for cx, cy, n in [(330, 230, 9), (1240, 760, 10), (700, 90, 4)]:
        for _ in range(n):
            x, y, r = rng.gauss(cx, 110), rng.gauss(cy, 70), rng.uniform(22, 50)
            if min(math.hypot(x - a, y - b) - c for a, b, c in stones) < r + 30:
                continue
            a = rng.uniform(0, math.tau)
            pad = [(x, y)] + [
                (x + math.cos(a + q) * r, y + math.sin(a + q) * r)
                for q in [0.35 + (math.tau - 0.7) * i / 40 for i in range(41)]
            ]
            s.shape(
                pad,
                mix("#7fb069", "#3f7f5c", rng.random()),
                shadow=dict(blur=6, dx=4, dy=7, strength=0.35, colour="#0c3138"),
            )
            if rng.random() < 0.3:
                for q in range(7):
                    leaf = [(u * 20, math.sin(u * math.pi) * 6) for u in [i / 8 for i in range(9)]]
                    leaf += [(u, -v) for u, v in leaf[::-1]]
                    s.shape(turned(leaf, math.tau * q / 7, x, y), "#f7e3d8")
                s.disc(x, y, 5, "#eebf62")


def cookham_wood(s, rng):
    s.image.paste(rgb("#20453a"), (0, 0, *s.size))
    path = curve(
        [
            (-60, 760, 84),
            (220, 690, 80),
            (470, 520, 76),
            (760, 500, 74),
            (980, 360, 70),
            (1270, 330, 66),
            (1420, 170, 60),
            (1680, 60, 58),
        ]
    )
    s.shape(ribbon([(x, y, w + 26) for x, y, w in path]), "#a99a6b")
    s.shape(ribbon(path), "#e6d6ac", "#d8c391")
    trees = []
    for _ in range(2600):
        x, y = rng.uniform(-50, 1650), rng.uniform(-50, 950)
        r = rng.uniform(34, 86)
        gap = min(math.hypot(x - px, y - py) - w / 2 for px, py, w in path[::6])
        if gap < r * 0.78 + 4:
            r = max(20, (gap - 4) / 0.8)
            if gap < 24:
                continue
        if all(math.hypot(x - a, y - b) > (r + c) * 0.66 for a, b, c in trees):
            trees.append((x, y, r))
    trees.sort(key=lambda t: t[2])
    greens = ["#2f6b4f", "#4a8557", "#6f9f5c", "#95b566", "#3b7a63", "#c7bd62", "#5a9270", "#d3934f"]
    weights = [5, 6, 6, 4, 6, 2, 5, 1]
    for x, y, r in trees:
        c = rng.choices(greens, weights)[0]
        s.shape(
            blob(rng, x, y, r, 0.1, 9),
            mix(c, "#10302a", 0.35),
            shadow=dict(blur=10, dx=9, dy=13, strength=0.5, colour="#0a211c"),
        )
        s.shape(blob(rng, x - r * 0.06, y - r * 0.09, r * 0.84, 0.12, 8), c)
        s.shape(blob(rng, x - r * 0.16, y - r * 0.2, r * 0.56, 0.14, 7), mix(c, "#f6f0c4", 0.18))
        s.shape(blob(rng, x - r * 0.24, y - r * 0.3, r * 0.27, 0.14, 6), mix(c, "#fbf6d4", 0.36))


def tidewell(s, rng):
    s.image.paste(rgb("#8d9a6a"), (0, 0, *s.size))
    for _ in range(170):
        x, y, r = rng.uniform(-40, 1640), rng.uniform(-40, 940), rng.uniform(50, 150)
        s.shape(
            blob(rng, x, y, r, 0.14, 5, squash=0.72),
            mix(ramp(["#77895f", "#a3a66d", "#b98f72", "#8a9f70"], rng.random()), "#8d9a6a", 0.4),
            alpha=0.55,
        )
    runs = [
        curve(
            [
                (-40, 180, 34),
                (220, 240, 42),
                (420, 160, 48),
                (640, 300, 62),
                (880, 260, 74),
                (1060, 430, 96),
                (1330, 470, 124),
                (1680, 640, 190),
            ],
            26,
        )
    ]
    for start, end, w in [
        ((300, 960), (700, 310), 40),
        ((40, 640), (360, 520), 18),
        ((360, 520), (560, 520), 24),
        ((820, 940), (1040, 440), 36),
        ((1220, -40), (1160, 440), 38),
        ((640, -40), (660, 280), 22),
        ((1640, 200), (1400, 480), 30),
        ((1180, 960), (1420, 520), 24),
    ]:
        (x0, y0), (x1, y1) = start, end
        pts = []
        for i in range(7):
            t = i / 6
            swing = 70 * math.sin(t * 9 + x0) * (1 - t * 0.5) * (0 < i < 6)
            pts.append((x0 + (x1 - x0) * t + swing, y0 + (y1 - y0) * t + swing * 0.4, w * (0.45 + 0.75 * t)))
        runs.append(curve(pts, 22))
    pools = [
        (250, 400, 90),
        (540, 720, 120),
        (1320, 230, 86),
        (980, 690, 96),
        (170, 820, 80),
        (880, 110, 70),
        (1490, 830, 110),
        (1080, 140, 46),
        (400, 60, 54),
    ]
    shapes = [ribbon(r) for r in runs] + [
        blob(random.Random(f"p{x}"), x, y, r, 0.13, 3, squash=0.66) for x, y, r in pools
    ]
    wide = [ribbon([(x, y, w + 22) for x, y, w in r]) for r in runs] + [
        blob(random.Random(f"p{x}"), x, y, r + 13, 0.13, 3, squash=0.66) for x, y, r in pools
    ]
    s.paint(s.mask(*wide), "#c9bd92")
    m = s.mask(*shapes)
    s.shade(ImageChops.invert(m), blur=7, dx=3, dy=7, strength=0.0)
    s.paint(m, "#dcebe8", "#5f9fae", (0, 900))
    inner = [ribbon([(x, y, max(1, w * 0.55)) for x, y, w in r]) for r in runs] + [
        blob(random.Random(f"p{x}"), x, y, r * 0.68, 0.13, 3, squash=0.66) for x, y, r in pools
    ]
    s.paint(s.mask(*inner), "#eaf4f0", "#7cb4bf", (0, 900), alpha=0.7)
    block = m.resize((160, 90))
    for _ in range(1500):
        x, y = rng.uniform(0, 1599), rng.uniform(0, 899)
        if block.getpixel((int(x / 10), min(89, int(y / 10)))) > 20:
            continue
        c = mix("#5d7350", "#c9c183", rng.random())
        for q in (-4, 0, 4):
            s.line([(x, y), (x + q, y - rng.uniform(7, 15))], c, 1.8)


# --- patterns ---------------------------------------------------------------


def birmingham(s, rng):
    s.image.paste(rgb("#f2e6d2"), (0, 0, *s.size))
    sets = [
        ["#b0644a", "#efdcc2", "#c98a69", "#efdcc2", "#8f4f3c"],
        ["#2f5f7d", "#e8e2d3", "#5d8ba3", "#e8e2d3", "#1f4560"],
        ["#d9a25f", "#f6ead3", "#c48540", "#f6ead3", "#a2672c"],
        ["#7a9a98", "#f0ead9", "#4f7a7d", "#f0ead9", "#355d63"],
    ]
    r = 178
    for row in range(-1, 12):
        y = row * r * 0.5 + 30
        for col in range(-1, 6):
            x = col * r * 2 + (r if row % 2 else 0)
            pick = (col * 3 + row * 2 + (row // 3)) % 4 if rng.random() < 0.9 else rng.randrange(4)
            tones = sets[pick]
            m = s.mask(blob(rng, x, y + r, r, 0, points=96))
            s.shade(m, blur=7, dx=0, dy=-3, strength=0.2, colour="#3b2a20")
            for i, k in enumerate([1, 0.86, 0.68, 0.5, 0.3]):
                s.disc(x, y + r, r * k, tones[i])


def greater_manchester(s, rng):
    s.image.paste(rgb("#3a4a55"), (0, 0, *s.size))
    r = 76
    dx, dy = r * math.sqrt(3), r * 1.5
    blues = ["#4b6472", "#5f7c86", "#7d9a98", "#93a98f", "#3f5563", "#a9b99f"]
    for row in range(-1, 10):
        for col in range(-1, 14):
            x, y = col * dx + (dx / 2 if row % 2 else 0), row * dy
            d = math.hypot(x - 1080, y - 380) / 900
            warm = rng.random() < 0.34 * max(0, 1 - d * 1.5)
            c = (
                rng.choice(["#e5b45a", "#f0cd84", "#d99a4e"])
                if warm
                else mix(rng.choice(blues), "#2c3b47", d * 0.75)
            )
            v = [
                (x + math.sin(math.tau * i / 6) * (r - 3), y - math.cos(math.tau * i / 6) * (r - 3))
                for i in range(6)
            ]
            lift = 0.0 if warm else rng.uniform(-0.05, 0.05)
            s.shape([(x, y), v[5], v[0], v[1]], mix(c, "#ffffff", 0.28 + lift))
            s.shape([(x, y), v[1], v[2], v[3]], c)
            s.shape([(x, y), v[3], v[4], v[5]], mix(c, "#17232c", 0.28 + lift))
            if not warm and rng.random() < 0.4:
                k = 0.52
                w = [(x + (a - x) * k, y + (b - y) * k) for a, b in v]
                s.shape([(x, y), w[5], w[0], w[1]], mix(c, "#17232c", 0.34))
                s.shape([(x, y), w[1], w[2], w[3]], mix(c, "#17232c", 0.14))
                s.shape([(x, y), w[3], w[4], w[5]], mix(c, "#ffffff", 0.16))
    s.glow(1080, 380, 620, "#fbe2a8", 0.2)


def spectrum(s, rng):
    s.image.paste(rgb("#f8f4ea"), (0, 0, *s.size))
    tones = [
        "#f2b9a0",
        "#f4d08a",
        "#a9cfae",
        "#8ec3cd",
        "#a9b4dc",
        "#d3a9cb",
        "#eec4b0",
        "#bcd6a4",
        "#9fd0c4",
    ]
    spots = [
        (230, 300, 230),
        (470, 560, 290),
        (700, 280, 250),
        (960, 520, 320),
        (1190, 270, 230),
        (1400, 560, 280),
        (130, 740, 190),
        (760, 800, 210),
        (1160, 840, 200),
        (480, 130, 140),
        (1500, 160, 190),
        (900, 90, 120),
        (300, 880, 120),
    ]
    for i, (x, y, r) in enumerate(spots):
        layer = Image.new("RGB", s.size, (255, 255, 255))
        m = s.mask(blob(rng, x, y, r, 0, points=160))
        c = tones[i % len(tones)]
        layer.paste(s._gradient(mix(c, "#ffffff", 0.25), c, y - r, y + r), (0, 0), m)
        s.image = ImageChops.multiply(s.image, layer)
    for i, (x, y, r) in enumerate(spots):
        if i % 3 == 0:
            m, n = (
                s.mask(blob(rng, x, y, r * 0.62, 0, points=160)),
                s.mask(blob(rng, x, y, r * 0.62 - 3, 0, points=160)),
            )
            s.paint(ImageChops.subtract(m, n), "#ffffff", alpha=0.85)
        if i % 4 == 1:
            s.disc(x + r * 0.3, y - r * 0.2, r * 0.09, "#fffdf6")


def together(s, rng):
    s.sky(["#f6efe2", "#efe3cf"], 0, 900)
    tones = [
        "#1f4e5f",
        "#c8654a",
        "#e2a94f",
        "#5b8f86",
        "#8c4a52",
        "#d9c7a0",
        "#3d7a8c",
        "#b98a5e",
        "#7b9b6a",
        "#e4b7a0",
    ]
    n, steps = 10, 300
    runs = []
    for i in range(n):
        swing, ph = rng.uniform(20, 70), rng.uniform(0, 6)
        group, place = i % 2, i // 2
        loose0 = -60 + 1020 * i / (n - 1)
        points, woven = [], False
        for q in range(steps + 1):
            x = -40 + 1690 * q / steps
            t = max(0.0, min(1.0, (x - 60) / 700))
            t = t * t * (3 - 2 * t)
            angle = x / 150 + math.tau * place / 5 + (math.pi if group else 0)
            braid = 452 + 152 * math.sin(-angle if group else angle)
            y = (loose0 + swing * math.sin(x / 210 + ph)) * (1 - t) + braid * t
            woven = woven or (t > 0.72 and math.cos(angle) > 0)
            front = not woven or math.cos(angle) > 0
            points.append((x, y, front))
        start = 0
        for q in range(1, steps + 1):
            if q == steps or points[q][2] != points[start][2]:
                runs.append((points[start][2], group, i, points[max(0, start - 2) : q + 3]))
                start = q
    for front, _, i, points in sorted(runs, key=lambda r: r[:3]):
        c = tones[i % len(tones)] if front else mix(tones[i % len(tones)], "#1a2328", 0.3)
        w = 38 if front else 33
        for width, shift, tone in [
            (w + 7, 0, mix(c, "#1a2328", 0.45)),
            (w, 0, c),
            (w * 0.34, -w * 0.2, mix(c, "#ffffff", 0.2)),
            (w * 0.16, w * 0.3, mix(c, "#1a2328", 0.16)),
        ]:
            s.shape(ribbon([(x, y + shift, width) for x, y, _ in points]), tone)


def vanguard(s, rng):
    cols, rows = 15, 9
    pts = {}
    for r in range(rows + 1):
        for c in range(cols + 1):
            x, y = c * 1600 / cols, r * 900 / rows
            if 0 < c < cols:
                x += rng.uniform(-32, 32)
            if 0 < r < rows:
                y += rng.uniform(-30, 30)
            pts[c, r] = (x, y)
    tones = ["#16344f", "#1f4a69", "#38698a", "#7d9fb2", "#d6c3b8", "#f2bd9b", "#f7d5ae", "#fbe8c8"]
    s.image.paste(rgb(tones[3]), (0, 0, *s.size))
    for r in range(rows):
        for c in range(cols):
            a, b, d, e = pts[c, r], pts[c + 1, r], pts[c + 1, r + 1], pts[c, r + 1]
            for tri in ((a, b, d), (a, d, e)) if (c + r) % 2 else ((a, b, e), (b, d, e)):
                x, y = sum(p[0] for p in tri) / 3, sum(p[1] for p in tri) / 3
                t = (
                    0.78 * y / 900
                    + 0.3 * (1 - math.hypot(x - 1080, y - 980) / 1100)
                    - 0.02
                    + rng.uniform(-0.06, 0.06)
                )
                col = ramp(tones, t)
                col = (
                    mix(col, "#ffffff", rng.random() * 0.12)
                    if rng.random() < 0.6
                    else mix(col, "#0c2236", rng.random() * 0.14)
                )
                s.shape(tri, col)
                s.line([*tri, tri[0]], col, 1.4)


# --- built things -----------------------------------------------------------


def barking_havering_and_redbridge(s, rng):
    s.sky(["#32495f", "#64798a", "#c7a98f", "#eecfa6"], 0, 560)
    s.glow(1220, 420, 520, "#fbe6c0", 0.6)
    rows = [
        (430, "#8494a0", 0.55),
        (520, "#6b7f8f", 0.7),
        (620, "#7d6a68", 0.85),
        (730, "#8a5f50", 1.0),
        (850, "#3c4f60", 1.2),
    ]
    for i, (y, c, k) in enumerate(rows):
        s.shape([(-10, y), (1610, y), (1610, 910), (-10, 910)], mix(c, "#22303d", 0.25))
        x = -rng.uniform(0, 80)
        while x < 1620:
            w = rng.uniform(88, 190) * k
            h = rng.uniform(70, 190) * k
            col = mix(
                rng.choice([c, mix(c, "#a5654c", 0.5), mix(c, "#2f4a63", 0.45), mix(c, "#d5b48b", 0.35)]),
                "#dbc3a6",
                0.22 * (1 - i / 4),
            )
            top = y - h
            kind = rng.choice(["gable", "gable", "flat", "lean"])
            if kind == "gable":
                s.shape(
                    [(x, y + 60), (x, top), (x + w / 2, top - 42 * k), (x + w, top), (x + w, y + 60)], col
                )
                s.shape(
                    [
                        (x - 5, top + 3),
                        (x + w / 2, top - 44 * k),
                        (x + w + 5, top + 3),
                        (x + w + 5, top + 13 * k),
                        (x + w / 2, top - 30 * k),
                        (x - 5, top + 13 * k),
                    ],
                    mix(col, "#17222d", 0.42),
                )
            elif kind == "flat":
                s.shape([(x, y + 60), (x, top), (x + w, top), (x + w, y + 60)], col)
                s.shape(
                    [(x - 4, top - 8 * k), (x + w + 4, top - 8 * k), (x + w + 4, top + 3), (x - 4, top + 3)],
                    mix(col, "#ffffff", 0.18),
                )
            else:
                s.shape([(x, y + 60), (x, top - 30 * k), (x + w, top), (x + w, y + 60)], col)
                s.shape(
                    [
                        (x - 3, top - 40 * k),
                        (x + w + 4, top - 8 * k),
                        (x + w + 4, top + 4),
                        (x - 3, top - 26 * k),
                    ],
                    mix(col, "#17222d", 0.36),
                )
            s.shape(
                [(x + w * 0.72, y + 60), (x + w * 0.72, top + 4), (x + w, top + 4), (x + w, y + 60)],
                mix(col, "#121c26", 0.6),
                alpha=0.22,
            )
            ww, wh = 17 * k, 24 * k
            nx = max(1, int((w - 20 * k) // (ww * 1.9)))
            for a in range(nx):
                for b in range(int((h + 20) // (wh * 1.9))):
                    wx = x + (w - nx * ww * 1.9 + ww * 0.9) / 2 + a * ww * 1.9
                    wy = top + 24 * k + b * wh * 1.9
                    lit = rng.random() < 0.24
                    s.shape(
                        [(wx, wy), (wx + ww, wy), (wx + ww, wy + wh), (wx, wy + wh)],
                        "#fbd58d" if lit else mix(col, "#15202b", 0.38),
                    )
                    if lit:
                        s.glow(wx + ww / 2, wy + wh / 2, 40 * k, "#fbd58d", 0.28)
            x += w + rng.uniform(-2, 7) * k
    for x, y, r in [(90, 880, 70), (190, 900, 54), (1430, 890, 78), (1540, 900, 60), (760, 905, 46)]:
        s.shape(blob(rng, x, y, r, 0.08, 9), "#2c4a48", "#1d3433")


def huntercombe(s, rng):
    s.sky(["#1d4752", "#2a606a", "#347078"], 0, 640)
    s.shape([(-10, 640), (1610, 640), (1610, 910), (-10, 910)], "#1b3f48", "#123039", (640, 900))
    s.shape([(-10, 628), (1610, 628), (1610, 642), (-10, 642)], "#41808a")
    doors, w, top, foot = 5, 176, 176, 640
    for i in range(doors):
        x = 96 + i * 300
        k = i / (doors - 1)
        gap = w * (0.08 + 0.9 * k)
        frame = [(x - 18, foot), (x - 18, top - 18), (x + w + 18, top - 18), (x + w + 18, foot)]
        s.shape(frame, "#7fb0b0", "#4e8a8f", shadow=dict(blur=14, dx=0, dy=8, strength=0.35))
        s.shape([(x, foot), (x, top), (x + w, top), (x + w, foot)], "#fdeccb", "#f5c98b", (top, foot))
        s.glow(x + w - gap * 0.5, 430, 60 + 170 * k, "#fffaf0", 0.35 + 0.45 * k)
        # the view through: a low hill and a sun, seen a little more with each door
        hill = [(x + w * q / 20, 560 - 28 * math.sin(q / 20 * 2.6 + i)) for q in range(21)]
        s.shape([*hill, (x + w, foot), (x, foot)], "#b8c48a", "#86a878", (520, foot))
        leaf = w - gap
        cols = ["#c56b4b", "#d9935a", "#b9584a", "#cf7f50", "#c56b4b"]
        d = 36 * math.sin(k * math.pi / 2)
        if i == doors - 1:
            leaf = 12
        door = [(x, foot), (x, top), (x + leaf, top - d * 0.45), (x + leaf, foot + d)]
        s.shape(door, cols[i], mix(cols[i], "#3a1d1a", 0.3), (x, x + max(leaf, 1)), sideways=True)
        if leaf > 70:
            for y0, y1 in [(0.1, 0.42), (0.52, 0.9)]:
                h = foot - top
                a, b = x + leaf * 0.18, x + leaf * 0.8
                s.shape(
                    [
                        (a, top + h * y0),
                        (b, top + h * y0 - d * 0.2),
                        (b, top + h * y1 + d * 0.3),
                        (a, top + h * y1),
                    ],
                    mix(cols[i], "#2b1412", 0.22),
                )
            s.disc(x + leaf * 0.9, top + (foot - top) * 0.52, 6, "#f3d9a4")
        x0 = x + max(leaf, 2) if i < doors - 1 else x + leaf
        spread = 40 + 110 * k
        light = [(x0, foot + 2), (x + w, foot + 2), (x + w + spread, 905), (x0 - spread * 0.5, 905)]
        s.shape(light, "#fbdfae", "#2a5560", (foot, 900), alpha=0.35 + 0.4 * k)


def milldown(s, rng):
    s.sky(["#fbe8cc", "#f4d3ae"], 0, 420)
    s.glow(1065, 230, 620, "#fffaee", 1.0)
    for x, y, r in [(1330, 190, 74), (1250, 236, 54), (1392, 236, 60)]:
        s.shape(blob(rng, x, y, r, 0.1, 9), mix("#8fa67a", "#c3c795", rng.random()))
    edge = [(q / 40) ** 1.45 for q in range(41)]
    left = [(-10, -10), (600, -10), (880, 236), *[(880 - 960 * e, 318 + 600 * e) for e in edge], (-90, 910)]
    s.shape(left, "#24394a", "#6d8896", (0, 880), sideways=True)
    right = [(1640, 60), (1250, 268), *[(1250 + 420 * e, 318 + 600 * e) for e in edge], (1680, 910)]
    s.shape(right, "#e2bd99", "#8f7468", (1250, 1600), sideways=True)
    s.shape([(1640, 36), (1246, 252), (1250, 274), (1640, 74)], "#f5dcb9")
    s.shape([(600, -10), (622, -10), (890, 232), (880, 244)], "#8ea5ac")
    steps = 10
    for i in range(steps):
        t0, t1 = i / steps, (i + 1) / steps
        e0, e1 = t0**1.45, t1**1.45
        y0, y1 = 318 + 600 * e0, 318 + 600 * e1
        xl0, xl1 = 880 - 960 * e0, 880 - 960 * e1
        xr0, xr1 = 1250 + 420 * e0, 1250 + 420 * e1
        mid = y0 + (y1 - y0) * 0.46
        ml, mr = xl0 + (xl1 - xl0) * 0.46, xr0 + (xr1 - xr0) * 0.46
        lit = ramp(["#fff3dc", "#f0d4b2", "#c4a796", "#84848c", "#4f6273", "#31475a"], t0)
        s.shape(
            [(xl0, y0), (xr0, y0), (mr, mid), (ml, mid)],
            mix(lit, "#ffffff", 0.22),
            mix(lit, "#ffffff", 0.05),
            (y0, mid),
        )
        s.shape(
            [(ml, mid), (mr, mid), (mr, y1), (ml, y1)],
            mix(lit, "#22303d", 0.2),
            mix(lit, "#1b2833", 0.34),
            (mid, y1),
        )
        s.line([(ml, mid), (mr, mid)], mix(lit, "#ffffff", 0.5), 2.4)
        s.shape([(ml, mid), (xl1, y1), (ml, y1)], mix(lit, "#16222d", 0.55))
        s.shape([(mr, mid), (xr1, y1), (mr, y1)], mix(lit, "#22303d", 0.1))


def ashgrove(s, rng):
    s.sky(["#e8e3d2", "#f3e6c8", "#e8d2a4"], 0, 900)
    s.glow(900, 330, 640, "#fffbea", 0.9)
    leaves = ["#b5532f", "#d18a3b", "#e3b453", "#7d8a45", "#a8662f", "#4f6f4a"]
    for depth in range(4):
        k = depth / 3
        trunk = mix("#dcd6c2", "#f4efe2", k)
        dark = mix("#cfc7b0", "#55504a", k)
        base = 700 + 70 * depth
        for q in range(9 - depth * 2):
            x = (
                rng.uniform(0.02, 0.98) * 1600
                if depth < 3
                else [150, 560, 1400][q % 3] + rng.uniform(-40, 40)
            )
            w = 9 + 22 * k + rng.uniform(0, 8)
            lean = rng.uniform(-30, 30)
            pts = curve(
                [
                    (x + lean, -20, w * 0.8),
                    (x + lean * 0.4 + rng.uniform(-8, 8), 400, w * 0.92),
                    (x, base + 60, w * 1.2),
                ],
                16,
            )
            s.shape(ribbon(pts), trunk, mix(dark, trunk, 0.45), (x - w, x + w), sideways=True)
            for _ in range(int(7 + 10 * k)):
                y = rng.uniform(0, base - 30)
                px, py, pw = min(pts, key=lambda p: abs(p[1] - y))
                m = rng.uniform(0.3, 0.7) * pw
                side = rng.choice([-1, 1])
                s.shape(
                    [
                        (px + side * pw * 0.48, y - 3),
                        (px + side * (pw * 0.48 - m), y),
                        (px + side * pw * 0.48, y + 4),
                    ],
                    mix(dark, "#3d3833", 0.4 * k),
                )
            for _ in range(3):
                y = rng.uniform(0, 300)
                px, py, pw = min(pts, key=lambda p: abs(p[1] - y))
                d = rng.choice([-1, 1])
                s.shape(
                    ribbon(
                        curve(
                            [(px, y + 60, pw * 0.4), (px + d * 70, y, pw * 0.22), (px + d * 150, y - 90, 2)],
                            8,
                        )
                    ),
                    mix(trunk, dark, 0.35),
                )
        s.shape(
            land(ridge(wave(rng, 3, 600), base, 18)),
            mix("#dcc793", "#7a5a34", k),
            mix("#cfb678", "#4c3a26", k),
            (base - 20, base + 130),
        )
        for _ in range(70 + 26 * depth):
            x, y = rng.uniform(0, 1600), (rng.random() ** (1.7 - 0.4 * k)) * 860
            n = rng.uniform(11, 20) * (0.7 + 0.9 * k)
            leaf = [(u * n, math.sin(u * math.pi) * n * 0.27) for u in [i / 8 for i in range(9)]]
            leaf += [(u, -v) for u, v in leaf[::-1]]
            s.shape(
                turned(leaf, rng.uniform(0, math.tau), x, y),
                mix(rng.choice(leaves), "#efdcae", 0.5 * (1 - k)),
            )


def lantern(s, rng):
    s.sky(["#172a45", "#2b4264", "#5b5f80", "#a9808a"], 0, 760)
    for _ in range(130):
        x, y = rng.uniform(0, 1600), rng.uniform(0, 420)
        s.disc(x, y, rng.uniform(0.8, 2.2), mix("#3d5576", "#f7ecd4", rng.random()))
    for y, h, c1, c2 in [
        (650, 50, "#3a4667", "#4e4f6d"),
        (720, 54, "#26375a", "#34405f"),
        (800, 44, "#16284a", "#0f1d38"),
    ]:
        s.shape(land(ridge(wave(rng, 3, 640), y, h)), c1, c2, (y - h, y + 100))
    spots = []
    for _ in range(400):
        r = rng.choice([26, 34, 46, 62, 84, 104])
        x, y = rng.uniform(60, 1540), rng.uniform(90, 640)
        if all(math.hypot(x - a, y - b) > (r + c) * 1.5 + 20 for a, b, c in spots):
            spots.append((x, y, r))
        if len(spots) == 17:
            break
    spots.sort(key=lambda p: p[2])
    for x, y, r in spots:
        k = r / 104
        c = rng.choice(["#f3b45c", "#f0a070", "#e88a6a", "#f6cf86", "#eec0a0"])
        c = mix(c, "#4d5678", 0.42 * (1 - k))
        s.glow(x, y, r * 3.1, mix(c, "#ffdf9f", 0.4), 0.5)
        s.line([(x, y - r), (x, y - r - r * 0.5)], mix(c, "#24324f", 0.5), 2 + 2 * k)
        body = blob(rng, x, y, r, 0, squash=0.86)
        s.shape(body, mix(c, "#fff2cf", 0.5), c, (y - r * 0.4, y + r * 0.9))
        s.glow(x, y + r * 0.12, r * 0.9, "#fffbe8", 0.75)
        for q in (-0.62, -0.22, 0.22, 0.62):
            pts = [
                (x + math.sin(a) * r * q, y + math.cos(a) * -r * 0.86)
                for a in [math.pi * i / 24 for i in range(25)]
            ]
            s.line(pts, mix(c, "#8a4a34", 0.28), 1 + 1.2 * k)
        s.shape(
            [
                (x - r * 0.3, y - r * 0.9),
                (x + r * 0.3, y - r * 0.9),
                (x + r * 0.24, y - r * 0.78),
                (x - r * 0.24, y - r * 0.78),
            ],
            mix("#6a4238", "#24324f", 0.5 * (1 - k)),
        )
        s.shape(
            [
                (x - r * 0.26, y + r * 0.78),
                (x + r * 0.26, y + r * 0.78),
                (x + r * 0.3, y + r * 0.9),
                (x - r * 0.3, y + r * 0.9),
            ],
            mix("#6a4238", "#24324f", 0.5 * (1 - k)),
        )
    for x in range(120, 1600, 190):
        y = 812 + 24 * math.sin(x / 90)
        s.glow(x, y, 30, "#fbd58d", 0.8)
        s.disc(x, y, 3.4, "#fff1c9")


SCENES = {
    # the showcase
    "thames-valley": thames_valley,
    "birmingham": birmingham,
    "black-country": black_country,
    "greater-manchester": greater_manchester,
    "hampshire": hampshire,
    "lincolnshire": lincolnshire,
    "lancashire-and-cumbria": lancashire_and_cumbria,
    "barking-havering-and-redbridge": barking_havering_and_redbridge,
    "feltham": feltham,
    "cookham-wood": cookham_wood,
    "huntercombe": huntercombe,
    "rethink-north-east": rethink_north_east,
    "spectrum": spectrum,
    "together": together,
    "wakefield": wakefield,
    "vanguard": vanguard,
    # the fictional scheme and its pages
    "home": home,
    "training": training,
    "riverside": riverside,
    "harbour": harbour,
    "lantern": lantern,
    "ashgrove": ashgrove,
    "tidewell": tidewell,
    "milldown": milldown,
}


def draw(name: str, size: tuple[int, int] = BASE) -> Image.Image:
    """Draw one picture. The same name gives the same picture each time."""
    sheet = Sheet(size, "#ffffff")
    SCENES[name](sheet, random.Random(f"wagtail-charter/{name}"))
    return sheet.done(size)


def save(name: str, folder: Path, limit: int = 160 * 1024) -> Path:
    """Write one picture as JPEG, at quality 82 or a little lower if it is large."""
    picture, path = draw(name), folder / f"{name}.jpg"
    for quality in (82, 78, 74, 70, 64):
        picture.save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= limit:
            break
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "content" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        print(save(scene, target))
