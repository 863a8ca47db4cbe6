"""Trees and leaves."""

import math

from example_site.demo.pictures.brushes import mix
from example_site.demo.pictures.outlines import (
    blob,
    box,
    curve,
    land,
    leaf,
    ribbon,
    ridge,
    turned,
    wave,
    winding,
)


def home(s, rng):
    """A path to a far sun, seen through an opening in the leaves."""
    s.sky(["#fbe9cd", "#fdf3e1", "#e8efe2"], 0, 620)
    s.glow(800, 400, 560, "#fffdf2", 1.0)
    s.disc(800, 372, 62, "#fffefa")
    for y, h, c1, c2 in [
        (470, 30, "#c4d8cf", "#dce7d8"),
        (515, 34, "#9dc0b5", "#c4d9c5"),
        (556, 26, "#78a79a", "#a8c8ae"),
    ]:
        s.shape(land(ridge(wave(rng, 3, 560), y, h)), c1, c2, (y - h, y + 90))
    s.shape(box(-10, 600, 1610, 910), "#8fb894", "#4c8474", (590, 860))
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
        mask = s.outside(hole)
        s.shade(mask, blur=20, dx=0, dy=8, strength=0.32, colour="#0a2730")
        s.paint(mask, mix(c, "#ffffff", 0.06), mix(c, "#071d26", 0.18))
        for j in range(46 - 4 * i):
            t = math.tau * (j + rng.random() * 0.6) / (46 - 4 * i)
            x, y = 800 + math.cos(t) * rx, 540 + math.sin(t) * ry
            if -60 < x < 1660 and -60 < y < 960:
                n = rng.uniform(30, 58)
                s.shape(
                    turned(leaf(n, 0.2, 14), t + math.pi + rng.uniform(-0.9, 0.9), x, y),
                    mix(c, "#ffffff", rng.uniform(0, 0.16)),
                )


def cookham_wood(s, rng):
    """A path through a wood, from above."""
    s.fill("#20453a")
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
            shadow={"blur": 10, "dx": 9, "dy": 13, "strength": 0.5, "colour": "#0a211c"},
        )
        s.shape(blob(rng, x - r * 0.06, y - r * 0.09, r * 0.84, 0.12, 8), c)
        s.shape(blob(rng, x - r * 0.16, y - r * 0.2, r * 0.56, 0.14, 7), mix(c, "#f6f0c4", 0.18))
        s.shape(blob(rng, x - r * 0.24, y - r * 0.3, r * 0.27, 0.14, 6), mix(c, "#fbf6d4", 0.36))


def _trunk_at(points, height):
    """Where the trunk stands at this height, and how wide it is there."""
    x, _, width = min(points, key=lambda p: abs(p[1] - height))
    return x, width


def _birch(s, rng, x, base, w, k, tones):
    """One birch, with the marks of its bark and three branches; ``k`` is 0 far off and 1 near by."""
    trunk, dark = tones
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
        px, pw = _trunk_at(pts, y)
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
        px, pw = _trunk_at(pts, y)
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


def ashgrove(s, rng):
    """Birch trees in autumn."""
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
            _birch(s, rng, x, base, w, k, (trunk, dark))
        s.shape(
            land(ridge(wave(rng, 3, 600), base, 18)),
            mix("#dcc793", "#7a5a34", k),
            mix("#cfb678", "#4c3a26", k),
            (base - 20, base + 130),
        )
        for _ in range(70 + 26 * depth):
            x, y = rng.uniform(0, 1600), (rng.random() ** (1.7 - 0.4 * k)) * 860
            n = rng.uniform(11, 20) * (0.7 + 0.9 * k)
            s.shape(
                turned(leaf(n, 0.27, 8), rng.uniform(0, math.tau), x, y),
                mix(rng.choice(leaves), "#efdcae", 0.5 * (1 - k)),
            )
