"""An SVG of this package as PNG.

It is painted in a process of its own: the library does not let go of the interpreter while it paints, which would keep every visitor of
the server waiting. `python -m monitor.pictures.paint SCALE` takes SVG and gives PNG.
"""
import subprocess
import sys
from pathlib import Path

import resvg_py

FONTS = Path(__file__).with_name("fonts")
ROOT = Path(__file__).resolve().parents[2]
LARGEST_SCALE = 4.0
SECONDS = 30   # on a busy machine; a picture takes a tenth of a second on an idle one


class NotPainted(RuntimeError):
    """The process that paints ended without a picture or took too long."""


def png(markup: str, scale: float = 1.0) -> bytes:
    """The picture in `scale` pixels for each of the drawing. Raises ValueError for a scale out of bounds, NotPainted."""
    if not 0 < scale <= LARGEST_SCALE:
        raise ValueError(f"scale {scale}: above 0 and at most {LARGEST_SCALE} was expected")
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(scale)], input=markup.encode(), capture_output=True, cwd=ROOT, timeout=SECONDS, check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotPainted(f"no picture within {SECONDS} seconds") from error
    except subprocess.CalledProcessError as error:
        raise NotPainted(error.stderr.decode(errors="replace")[-500:]) from error
    return done.stdout


def painted(markup: str, scale: float) -> bytes:
    """The same in this process, with the typefaces of this package alone, so that it is the same on every machine."""
    files = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    return resvg_py.svg_to_bytes(svg_string=markup, zoom=scale, skip_system_fonts=True, font_files=files)


if __name__ == "__main__":
    sys.stdout.buffer.write(painted(sys.stdin.buffer.read().decode(), float(sys.argv[1])))
