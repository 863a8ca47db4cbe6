"""Patterns: scales, cubes, circles, threads and facets."""

import math

from PIL import Image, ImageChops

from example_site.demo.pictures.brushes import mix, ramp
from example_site.demo.pictures.outlines import blob, ribbon


def birmingham(s, rng):
    """Rows of overlapping scales, ring in ring."""
    s.fill("#f2e6d2")
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
    """Small cubes, like the hexagons of a hive, with a warm place among them."""
    s.fill("#3a4a55")
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
    """Soft circles of colour that mix where they meet."""
    s.fill("#f8f4ea")
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
        layer.paste(s.gradient(mix(c, "#ffffff", 0.25), c, y - r, y + r), (0, 0), m)
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
    """Loose threads that come together in a plait."""
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
    """Facets from the dark of the night to first light."""
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
    s.fill(tones[3])
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
