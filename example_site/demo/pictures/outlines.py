"""Lines and outlines: lists of points, for a sheet to draw."""

import math


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
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
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
    """A round outline with a soft wobble; with ``wobble=0`` a circle, or an oval if it is squashed."""
    a, b = rng.uniform(0, math.tau), rng.uniform(0, math.tau)
    out = []
    for i in range(points):
        t = math.tau * i / points
        k = 1 + wobble * (0.6 * math.sin(lobes * t + a) + 0.4 * math.sin((lobes // 2 + 1) * t + b))
        out.append((cx + math.cos(t) * r * k, cy + math.sin(t) * r * k * squash))
    return out


def turned(points, angle, cx, cy):
    """The points turned around 0, 0 and then moved to ``cx``, ``cy``."""
    s, c = math.sin(angle), math.cos(angle)
    return [(cx + x * c - y * s, cy + x * s + y * c) for x, y in points]


def leaf(length, width, steps):
    """A leaf that points to the right from 0, 0; ``width`` is half its width, as a part of its length."""
    edge = [
        (u * length, math.sin(u * math.pi) * length * width) for u in [q / steps for q in range(steps + 1)]
    ]
    return edge + [(u, -v) for u, v in edge[::-1]]


def dome(cx, cy, rx, ry, steps):
    """The upper half of an oval, from left to right."""
    turns = [math.pi + math.pi * i / steps for i in range(steps + 1)]
    return [(cx + math.cos(t) * rx, cy + math.sin(t) * ry) for t in turns]


def box(x0, y0, x1, y1):
    """An upright rectangle between two corners."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def glint(x, y, width, height):
    """A streak of light on water, from ``x`` to the right."""
    return ribbon([(x, y, 0.2), (x + width / 2, y, height), (x + width, y, 0.2)])


def ridge(f, base, height, step=8):
    """The points of a skyline: ``f`` (see ``wave``) drawn across the sheet at ``base``."""
    return [(x, base + f(x) * height) for x in range(-20, 1640, step)]


def land(line, bottom=920):
    """All that lies below a skyline."""
    return [*line, (1640, bottom), (-20, bottom)]


def rounded(w, h, r):
    """The outline of a rounded rectangle around 0, 0."""
    out = []
    for cx, cy, start in [(w - r, h - r, 0), (r - w, h - r, 1), (r - w, r - h, 2), (w - r, r - h, 3)]:
        for i in range(9):
            t = math.pi / 2 * (start + i / 8)
            out.append((cx + math.cos(t) * r, cy + math.sin(t) * r))
    return out
