"""Hills, fields and mountains."""

import math
from itertools import pairwise

from PIL import Image, ImageDraw

from example_site.demo.pictures.brushes import mix, rgb
from example_site.demo.pictures.outlines import (
    blob,
    box,
    curve,
    dome,
    glint,
    land,
    ribbon,
    ridge,
    wave,
    winding,
)


def thames_valley(s, rng):
    """A river winds through low green hills in the morning."""
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
    """Chalk downs with a white path, at sunrise."""
    s.sky(["#f2c9a5", "#f7dfc0", "#fdf2de"], 0, 460)
    s.glow(420, 420, 600, "#fffbe9", 0.95)
    s.disc(420, 392, 70, "#fffdf4")
    for cx, cy, rx, ry, c1, c2 in [
        (1180, 760, 900, 360, "#c3cfa4", "#dbe0bd"),
        (240, 800, 760, 340, "#a9c08c", "#c9d6a7"),
        (1420, 900, 820, 380, "#86aa75", "#adc591"),
    ]:
        pts = dome(cx, cy, rx, ry, 90)
        s.shape(
            [*pts, (cx + rx, 920), (cx - rx, 920)],
            c1,
            c2,
            (cy - ry, cy - ry + 260),
            shadow={"blur": 26, "dy": -6, "strength": 0.14, "colour": "#46553a"},
        )
    near = dome(640, 1240, 1350, 660, 120)
    s.shape(
        near,
        "#6f9a63",
        "#3f6d4c",
        (580, 900),
        shadow={"blur": 26, "dy": -6, "strength": 0.2, "colour": "#33472d"},
    )
    s.shape(winding(585, 915, 690, 420, 1.9, 2.2, 300, 60), "#fdf8ea", "#eee0c2", (590, 900))
    s.shape(winding(549, 640, 1150, 90, 1.4, 4.3, 26, -60), "#f6efda")
    front = [q for q in near if 960 < q[0] < 1400]
    s.shape(
        [*front, (front[-1][0], 720), (front[0][0], 720)],
        "#6f9a63",
        mix("#6f9a63", "#3f6d4c", 0.36),
        (580, 700),
    )
    for _ in range(90):
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
    """Long fields that run to a low horizon under a wide sky."""
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
    s.shape(box(-10, horizon, 1610, 620), "#b9b87a", "#8fa45f", (horizon, 620))
    for i, (a, b) in enumerate(pairwise(edges)):
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
    s.shape(box(-10, horizon - 3, 1610, horizon + 5), "#6b8a72")
    for _ in range(46):
        x = rng.choice([rng.gauss(260, 90), rng.gauss(1290, 120), rng.uniform(0, 1600)])
        r = rng.uniform(6, 15)
        s.shape(blob(rng, x, horizon - r * 0.5, r, 0.06, squash=0.8), mix("#56786a", "#7d9a82", rng.random()))
    dyke = [(vx - 30, horizon + 6, 3), (vx - 90, 610, 12), (vx - 230, 700, 40), (vx - 560, 920, 120)]
    s.shape(ribbon(curve(dyke)), "#fbeccb", "#b4d0d2", (horizon, 900))


def _peaks(rng, base, height, count):
    """The outline of ``count`` mountains, about ``height`` high."""
    pts, x = [(-30, base)], -30.0
    while x < 1640:
        step = 1640 / count * rng.uniform(0.5, 1.4)
        top = base - height * rng.uniform(0.45, 1)
        pts += [(x + step * rng.uniform(0.35, 0.6), top), (x + step, base - height * rng.uniform(0.05, 0.35))]
        x += step
    return curve(pts, 14)


def lancashire_and_cumbria(s, rng):
    """Fells that stand in the still water of a lake."""
    water = 545
    s.sky(["#e9eef0", "#dce7ec", "#f5e9df"], 0, water)
    s.glow(620, 300, 480, "#fff6ea", 0.9)
    for h, n, c1, c2 in [
        (330, 4, "#c3d3de", "#dfe5e6"),
        (280, 5, "#9db6c8", "#c9d6dc"),
        (215, 5, "#6f91aa", "#a9c0cd"),
        (135, 6, "#43698a", "#7f9fb4"),
    ]:
        s.shape([*_peaks(rng, water, h, n), (1640, water + 2), (-30, water + 2)], c1, c2, (water - h, water))
    s.mirror(water, 2.2)
    s.paint(s.mask(box(-5, water, 1605, 905)), "#e7f0f2", "#2e5876", (water, 980), alpha=0.42)
    for _ in range(60):
        y = water + 8 + (rng.random() ** 1.6) * 330
        w = rng.uniform(60, 380) * (0.4 + (y - water) / 300)
        x = rng.uniform(-100, 1600)
        s.shape(glint(x, y, w, 1.2 + (y - water) / 90), "#f8fbfa", alpha=0.5)
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


def _above(field, cut):
    """The mask of the places whose value passes ``cut``."""
    return field.point(lambda v: v * 50000 + (-50000 * cut)).convert("L")


def wakefield(s, rng):
    """The heights of a map as layers of cut paper."""
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
    s.fill(tones[0])
    for i, c in enumerate(tones[1:], 1):
        level = _above(big, i / len(tones))
        s.shade(level, blur=9, dx=2, dy=6, strength=0.4, colour="#0c2724")
        s.image.paste(rgb(c), (0, 0), level)
