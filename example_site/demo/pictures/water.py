"""Sea, river, pool and marsh."""

import math

from PIL import ImageChops

from example_site.demo.pictures.brushes import mix, ramp, seeded
from example_site.demo.pictures.outlines import (
    blob,
    box,
    curve,
    dome,
    glint,
    land,
    leaf,
    ribbon,
    ridge,
    turned,
    wave,
)


def rethink_north_east(s, rng):
    """Waves that come in to a beach, one behind the other."""
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
            shadow={"blur": 10, "dy": -5, "strength": 0.16, "colour": "#173447"},
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
        shadow={"blur": 16, "dy": -10, "strength": 0.25, "colour": "#35566a"},
    )
    s.shape(ribbon([(x, y + 4, 13 + 6 * math.sin(x / 120)) for x, y in edge]), "#fbfaf4")
    s.shape(land([(x, y + 46 + 10 * math.sin(x / 210)) for x, y in edge]), "#e9d9b9", "#f2e5c9", (780, 900))
    for x, y in [(250, 846), (330, 862), (415, 852), (505, 868), (600, 860)]:
        s.disc(x, y, 7, "#d3bf98", 0.6)
    for x, y, r in [(1280, 858, 20), (1322, 868, 12), (1120, 876, 9)]:
        s.disc(x + 4, y + 5, r, "#c9b48b", 0.55)
        s.disc(x, y, r, "#8b98a0", 0.62)


def riverside(s, rng):
    """A stone bridge of three arches, and its mirror image."""
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
    arches = [(330, 178, 94), (800, 214, 116), (1270, 178, 94)]
    mask = s.mask(bridge, holes=[dome(cx, water + 2, r, ry, 60) for cx, r, ry in arches])
    s.paint(mask, "#6c6f78", "#4b525f", (440, water))
    s.shape(ribbon([(x, y - 2, 13) for x, y in deck]), "#8b8a8c")
    for cx, r, ry in arches:
        n = 17
        for i in range(n):
            t0, t1 = math.pi + math.pi * i / n + 0.012, math.pi + math.pi * (i + 1) / n - 0.012
            stone = [
                (cx + math.cos(t) * (r + d), water + math.sin(t) * (ry + d))
                for t, d in [(t0, 2), (t1, 2), (t1, 26), (t0, 26)]
            ]
            s.shape(stone, mix("#9a938e", "#7d7c80", rng.random()))
    s.mirror(water, 2, reach=300)
    s.paint(s.mask(box(-5, water, 1605, 905)), "#f6dcc2", "#39566b", (water, 960), alpha=0.45)
    for _ in range(80):
        y = water + 4 + (rng.random() ** 1.5) * 290
        w = rng.uniform(50, 320) * (0.5 + (y - water) / 260)
        x = rng.uniform(-100, 1600)
        s.shape(glint(x, y, w, 1 + (y - water) / 80), "#fdf0df", alpha=0.5)
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


def _boat(s, x, y, n, sail, sea):
    """A boat of two sails, about ``n`` long, with its reflection."""
    s.shape(
        [(x - n * 0.5, y + n * 0.1), (x + n * 0.5, y + n * 0.1), (x + n * 0.1, y + n * 1.1)],
        mix(sail, sea, 0.3),
        alpha=0.35,
    )
    s.shape(
        [(x - n * 0.02, y - n * 0.12), (x - n * 0.02, y - n * 1.75), (x + n * 0.72, y - n * 0.2)],
        sail,
        mix(sail, "#b98a68", 0.25),
        sideways=True,
    )
    s.shape(
        [(x - n * 0.1, y - n * 0.12), (x - n * 0.1, y - n * 1.45), (x - n * 0.58, y - n * 0.16)],
        mix(sail, "#ffffff", 0.35),
    )
    hull = [
        (x - n * 0.72, y - n * 0.08),
        (x + n * 0.82, y - n * 0.08),
        (x + n * 0.55, y + n * 0.16),
        (x - n * 0.5, y + n * 0.16),
    ]
    s.shape(hull, "#3b4e5e", "#22333f")


def harbour(s, rng):
    """Small sailing boats on a calm sea, in low sun."""
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
            shadow={"blur": 12, "dy": -4, "strength": 0.12, "colour": "#1b4257"},
        )
        for bx, n, sail in boats.get(i, []):
            _boat(s, bx, y + 52 * (0.4 + i / 6), n, sail, c)
        for _ in range(9):
            x, yy = rng.uniform(0, 1600), y + rng.uniform(14, 60)
            w = rng.uniform(30, 130) * (0.5 + i / 5)
            near = math.exp(-((x - 1090) ** 2) / (2 * 200**2))
            s.shape(glint(x, yy, w, 1.4 + i / 2), "#fff8e6", alpha=0.25 + 0.55 * near)


def feltham(s, rng):
    """Stepping stones across a pool, from above."""
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
            m = s.mask(blob(seeded(f"{x}"), x, y, r + j * 19, 0.05, 5))
            inner = s.mask(blob(seeded(f"{x}"), x, y, r + j * 19 - 3.5, 0.05, 5))
            s.paint(ImageChops.subtract(m, inner), "#d5efe6", alpha=0.5 - j * 0.1)
    for x, y, r in stones:
        seed = f"{x}"
        s.shape(
            blob(seeded(seed), x, y, r, 0.05, 5),
            mix("#d8cdb8", "#b3aa9b", rng.random()),
            mix("#b9ad98", "#93897c", rng.random()),
            shadow={"blur": 12, "dx": 8, "dy": 16, "strength": 0.5, "colour": "#0c3138"},
        )
        s.shape(
            blob(seeded(seed), x - 5, y - 7, r * 0.84, 0.05, 5),
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
                shadow={"blur": 6, "dx": 4, "dy": 7, "strength": 0.35, "colour": "#0c3138"},
            )
            if rng.random() < 0.3:
                for q in range(7):
                    s.shape(turned(leaf(20, 0.3, 8), math.tau * q / 7, x, y), "#f7e3d8")
                s.disc(x, y, 5, "#eebf62")


def tidewell(s, rng):
    """Creeks and pools of a salt marsh, from above."""
    s.fill("#8d9a6a")
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
        blob(seeded(f"p{x}"), x, y, r, 0.13, 3, squash=0.66) for x, y, r in pools
    ]
    wide = [ribbon([(x, y, w + 22) for x, y, w in r]) for r in runs] + [
        blob(seeded(f"p{x}"), x, y, r + 13, 0.13, 3, squash=0.66) for x, y, r in pools
    ]
    s.paint(s.mask(*wide), "#c9bd92")
    m = s.mask(*shapes)
    s.paint(m, "#dcebe8", "#5f9fae", (0, 900))
    inner = [ribbon([(x, y, max(1, w * 0.55)) for x, y, w in r]) for r in runs] + [
        blob(seeded(f"p{x}"), x, y, r * 0.68, 0.13, 3, squash=0.66) for x, y, r in pools
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
