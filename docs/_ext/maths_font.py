"""The font of the formulas: the part of STIX Two Math that they need, cut out of the font in the package ziamath."""

import logging
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path

from fontTools import subset

FONT = distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf")

CHARACTERS = (
    range(0x20, 0x7F),
    (0xA0, 0xAC, 0xB1, 0xB7, 0xD7, 0xF7),
    range(0x391, 0x3D7),  # Greek
    range(0x3F0, 0x3F7),  # its variants, as ϵ
    range(0x2000, 0x2027),  # spaces, dashes and dots
    range(0x2032, 0x2035),  # primes
    range(0x2061, 0x2065),  # invisible operators
    (0x2102, 0x210E, 0x2113, 0x2115, 0x211D, 0x2124),
    range(0x2190, 0x2196),  # arrows
    (0x21A6, 0x21D2, 0x21D4),
    range(0x2200, 0x22F0),  # operators
    (*range(0x2308, 0x230C), 0x27E8, 0x27E9),  # brackets
    range(0x1D400, 0x1D468),  # bold, italic and bold italic letters, which `mathvariant` and `mi` turn letters into
    range(0x1D6A8, 0x1D756),
)


logging.getLogger("fontTools").setLevel(logging.WARNING)


def cut(app):
    """Write the font into a folder of static files, unless a build before has; a book has the fonts of its reader."""
    if app.builder.name == "epub":
        return
    folder = Path(app.doctreedir) / "fonts"
    file = folder / "stix-two-math.woff2"
    app.config.html_static_path.append(str(folder))
    if file.exists() and file.stat().st_mtime > max(Path(source).stat().st_mtime for source in (FONT, __file__)):
        return
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["ssty"])
    options.name_IDs += [13, 14]  # its licence
    font = subset.load_font(FONT, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chain.from_iterable(CHARACTERS))
    cutter.subset(font)
    offer_everywhere(font, "ssty")
    keep_roots_low(font)
    folder.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, file, options)


def offer_everywhere(font, tag):
    """Offer a feature in every script: the font has it for mathematics alone, and Chromium takes a prime for Latin."""
    table = font["GSUB"].table
    number = [record.FeatureTag for record in table.FeatureList.FeatureRecord].index(tag)
    (offered,) = (
        record.Script.DefaultLangSys for record in table.ScriptList.ScriptRecord if record.ScriptTag == "math"
    )
    assert offered.FeatureIndex == [number]
    for record in table.ScriptList.ScriptRecord:
        record.Script.DefaultLangSys = offered


def keep_roots_low(font):
    """Take away the high forms of the root: Chromium makes every root as wide as the widest, with a gap after it."""
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[0x221A])
    del variants.VertGlyphCoverage.glyphs[place], variants.VertGlyphConstruction[place]
    variants.VertGlyphCount -= 1


def setup(app):
    """Register it."""
    app.connect("builder-inited", cut)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
