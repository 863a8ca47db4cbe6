"""Tables and chairs from above, doors, and a flight of steps."""

import math

from example_site.demo.pictures.brushes import mix, ramp, rgb
from example_site.demo.pictures.outlines import blob, box, leaf, rounded, turned


def _chair(s, x, y, angle, c, n=36):
    """One chair, from above."""
    seat = turned(rounded(n, n * 0.92, n * 0.42), angle, x, y)
    s.shape(seat, c, shadow={"blur": 9, "dx": 5, "dy": 9, "strength": 0.3})
    s.shape(turned(rounded(n * 0.74, n * 0.66, n * 0.34), angle, x, y), mix(c, "#ffffff", 0.14))
    back = [(a, b + n * 0.92) for a, b in rounded(n * 1.08, n * 0.2, n * 0.19)]
    s.shape(
        turned(back, angle, x, y),
        mix(c, "#1d2a33", 0.32),
        shadow={"blur": 5, "dx": 2, "dy": 4, "strength": 0.25},
    )


def black_country(s, rng):
    """Three round tables laid for a meal, from above."""
    s.fill("#d9c3a3")
    for row in range(12):
        x = -rng.uniform(0, 300)
        while x < 1600:
            w = rng.uniform(260, 460)
            c = mix("#cdb38f", "#e2cfb2", rng.random())
            s.shape(box(x, row * 76, x + w - 3, row * 76 + 73), c)
            x += w
    chairs = ["#3f6f78", "#c9774f", "#e3b562", "#5e8a76", "#8a5a5f"]
    tables = [(360, 330, 205), (1010, 600, 245), (1370, 170, 168)]
    tops = [("#f4ebdc", "#e6d8c0"), ("#2f5d63", "#254b52"), ("#c98c62", "#b87a52")]
    for (x, y, r), (c1, c2) in zip(tables, tops, strict=True):
        count = 6 if r > 220 else 5 if r > 180 else 4
        start = rng.uniform(0, 1)
        for i in range(count):
            t = math.tau * i / count + start
            d = r + rng.uniform(26, 44)
            _chair(s, x + math.cos(t) * d, y + math.sin(t) * d, t - math.pi / 2, chairs[(i * 2 + count) % 5])
        m = s.mask(blob(rng, x, y, r, 0))
        s.shade(m, blur=20, dx=10, dy=20, strength=0.42, colour="#3a2a1a")
        s.paint(m, c1, c2, (y - r, y + r))
        for i in range(count):
            t = math.tau * i / count + start
            px, py = x + math.cos(t) * r * 0.68, y + math.sin(t) * r * 0.68
            if i % 3 != 2:
                s.shape(
                    blob(rng, px, py, 40, 0),
                    "#fbf8f1",
                    shadow={"blur": 5, "dx": 2, "dy": 5, "strength": 0.25},
                )
                s.disc(px, py, 27, "#efe9dc")
                if i % 2:
                    s.shape(blob(rng, px + 4, py - 2, 15, 0.12), "#c98a4b")
            else:
                page = turned([(-34, -46), (34, -46), (34, 46), (-34, 46)], t + 1.4, px, py)
                s.shape(page, "#fdfaf3", shadow={"blur": 5, "dx": 2, "dy": 4, "strength": 0.22})
            qx, qy = x + math.cos(t + 0.42) * r * 0.6, y + math.sin(t + 0.42) * r * 0.6
            s.shape(
                blob(rng, qx, qy, 18, 0), "#f6f2e8", shadow={"blur": 5, "dx": 2, "dy": 5, "strength": 0.28}
            )
            s.disc(qx, qy, 13, rng.choice(["#8a5a35", "#6f4a30", "#b98a5a"]))
        for j in range(9):
            t = math.tau * j / 9
            s.shape(
                turned(leaf(44, 0.25, 10), t + rng.uniform(-0.2, 0.2), x, y),
                mix("#4f7f5c", "#7ea56f", rng.random()),
            )


def training(s, rng):
    """A circle of chairs around a round rug, from above; one place is left open."""
    s.fill("#e9dfd0")
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
        _chair(
            s,
            cx + math.cos(t) * 372,
            cy + math.sin(t) * 372,
            t - math.pi / 2 + rng.uniform(-0.1, 0.1),
            tones[i % 6],
            42,
        )
    for x, y, r in [(120, 760, 120), (1480, 150, 130)]:
        s.shape(
            blob(rng, x, y, r * 0.42, 0), "#b9704e", shadow={"blur": 14, "dx": 6, "dy": 12, "strength": 0.3}
        )
        for j in range(15):
            t = math.tau * j / 15 + rng.uniform(-0.12, 0.12)
            n = r * rng.uniform(0.7, 1.1)
            s.shape(turned(leaf(n, 0.17, 12), t, x, y), mix("#2f6656", "#83ad83", rng.random()))


def huntercombe(s, rng):
    """Five doors, each a little further open than the one before."""
    s.sky(["#1d4752", "#2a606a", "#347078"], 0, 640)
    s.shape(box(-10, 640, 1610, 910), "#1b3f48", "#123039", (640, 900))
    s.shape(box(-10, 628, 1610, 642), "#41808a")
    doors, w, top, foot = 5, 176, 176, 640
    for i in range(doors):
        x = 96 + i * 300
        k = i / (doors - 1)
        gap = w * (0.08 + 0.9 * k)
        frame = box(x - 18, top - 18, x + w + 18, foot)
        s.shape(frame, "#7fb0b0", "#4e8a8f", shadow={"blur": 14, "dx": 0, "dy": 8, "strength": 0.35})
        s.shape(box(x, top, x + w, foot), "#fdeccb", "#f5c98b", (top, foot))
        s.glow(x + w - gap * 0.5, 430, 60 + 170 * k, "#fffaf0", 0.35 + 0.45 * k)
        # the view through: a low hill and a sun, seen a little more with each door
        hill = [(x + w * q / 20, 560 - 28 * math.sin(q / 20 * 2.6 + i)) for q in range(21)]
        s.shape([*hill, (x + w, foot), (x, foot)], "#b8c48a", "#86a878", (520, foot))
        panel = 12 if i == doors - 1 else w - gap
        cols = ["#c56b4b", "#d9935a", "#b9584a", "#cf7f50", "#c56b4b"]
        d = 36 * math.sin(k * math.pi / 2)
        door = [(x, foot), (x, top), (x + panel, top - d * 0.45), (x + panel, foot + d)]
        s.shape(door, cols[i], mix(cols[i], "#3a1d1a", 0.3), (x, x + max(panel, 1)), sideways=True)
        if panel > 70:
            for y0, y1 in [(0.1, 0.42), (0.52, 0.9)]:
                h = foot - top
                a, b = x + panel * 0.18, x + panel * 0.8
                s.shape(
                    [
                        (a, top + h * y0),
                        (b, top + h * y0 - d * 0.2),
                        (b, top + h * y1 + d * 0.3),
                        (a, top + h * y1),
                    ],
                    mix(cols[i], "#2b1412", 0.22),
                )
            s.disc(x + panel * 0.9, top + (foot - top) * 0.52, 6, "#f3d9a4")
        x0 = x + max(panel, 2) if i < doors - 1 else x + panel
        spread = 40 + 110 * k
        light = [(x0, foot + 2), (x + w, foot + 2), (x + w + spread, 905), (x0 - spread * 0.5, 905)]
        s.shape(light, "#fbdfae", "#2a5560", (foot, 900), alpha=0.35 + 0.4 * k)


def milldown(s, rng):
    """A broad flight of steps that leads up into the light, between two walls."""
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
