"""Lights in the evening: windows and lanterns."""

import math

from example_site.demo.pictures.brushes import mix
from example_site.demo.pictures.outlines import blob, box, land, ridge, wave


def _house(s, rng, place, k, col):
    """One house with a gable, a flat roof or a lean-to roof, and a shaded side."""
    x, y, w, h = place
    top = y - h
    kind = rng.choice(["gable", "gable", "flat", "lean"])
    if kind == "gable":
        s.shape([(x, y + 60), (x, top), (x + w / 2, top - 42 * k), (x + w, top), (x + w, y + 60)], col)
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
        s.shape(box(x, top, x + w, y + 60), col)
        s.shape(box(x - 4, top - 8 * k, x + w + 4, top + 3), mix(col, "#ffffff", 0.18))
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
    s.shape(box(x + w * 0.72, top + 4, x + w, y + 60), mix(col, "#121c26", 0.6), alpha=0.22)


def _windows(s, rng, place, k, col):
    """The rows of windows of a house; about one in four is lit."""
    x, top, w, h = place
    ww, wh = 17 * k, 24 * k
    nx = max(1, int((w - 20 * k) // (ww * 1.9)))
    for a in range(nx):
        for b in range(int((h + 20) // (wh * 1.9))):
            wx = x + (w - nx * ww * 1.9 + ww * 0.9) / 2 + a * ww * 1.9
            wy = top + 24 * k + b * wh * 1.9
            lit = rng.random() < 0.24
            s.shape(box(wx, wy, wx + ww, wy + wh), "#fbd58d" if lit else mix(col, "#15202b", 0.38))
            if lit:
                s.glow(wx + ww / 2, wy + wh / 2, 40 * k, "#fbd58d", 0.28)


def barking_havering_and_redbridge(s, rng):
    """Roofs at dusk, with some windows lit."""
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
        s.shape(box(-10, y, 1610, 910), mix(c, "#22303d", 0.25))
        x = -rng.uniform(0, 80)
        while x < 1620:
            w = rng.uniform(88, 190) * k
            h = rng.uniform(70, 190) * k
            col = mix(
                rng.choice([c, mix(c, "#a5654c", 0.5), mix(c, "#2f4a63", 0.45), mix(c, "#d5b48b", 0.35)]),
                "#dbc3a6",
                0.22 * (1 - i / 4),
            )
            _house(s, rng, (x, y, w, h), k, col)
            _windows(s, rng, (x, y - h, w, h), k, col)
            x += w + rng.uniform(-2, 7) * k
    for x, y, r in [(90, 880, 70), (190, 900, 54), (1430, 890, 78), (1540, 900, 60), (760, 905, 46)]:
        s.shape(blob(rng, x, y, r, 0.08, 9), "#2c4a48", "#1d3433")


def _lantern(s, rng, x, y, r):
    """One lantern; the smaller, the further away."""
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


def lantern(s, rng):
    """Paper lanterns that rise over dark hills."""
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
        _lantern(s, rng, x, y, r)
    for x in range(120, 1600, 190):
        y = 812 + 24 * math.sin(x / 90)
        s.glow(x, y, 30, "#fbd58d", 0.8)
        s.disc(x, y, 3.4, "#fff1c9")
