"""What a bundle leaves out, and why: read by the recipe (nfstudio.spec) and held to by tests.

The frozen program is made of files; each is named by where it will lie in the bundle, with forward slashes.
"""

import re

WITHOUT_TORCH = ("torch", "transformers", "safetensors", "huggingface_hub", "hf_xet")
"""Modules of which the CPU bundle has none: its encoder runs in onnxruntime, tokenizers needs nobody."""

NEVER_USED = (
    "tkinter",
    "_tkinter",
    "IPython",
    "pip",
    "setuptools",
    "pytest",
    "numpy.f2py",
    "onnx",
    "onnxruntime.quantization",
    "onnxruntime.tools",
    "onnxruntime.training",
    "onnxruntime.transformers",
    "sqlite_utils.cli",
    "tabulate",
)
"""Modules that only building, training or other people's command lines ask for."""

ONLY_FOR_TORCH = re.compile(r"(^|/)nfstudio/models/[^/]+/model\.safetensors$")
"""Weights that nothing in the CPU bundle can run. The folder's weights.json still knows them, so that its detector has
the version that it has elsewhere, and no project is detected anew because it is opened with the other program."""

_QT = "PySide6/Qt/"
LEFT_OUT = re.compile(
    "|".join(
        (
            # The program speaks English; Qt's own words (Cancel, Copy) come with it untranslated.
            rf"{_QT}translations/",
            # Pictures are our own SVG and what people copy as PNG: no PDF pages, no exotic formats.
            r"plugins/imageformats/.*q(pdf|tga|tiff|wbmp|icns)\b",
            # A keyboard on the screen drags in all of QML.
            r"plugins/(platforminputcontexts/.*virtualkeyboard|qmltooling/|virtualkeyboard/)",
            # Screens without a window system; offscreen and minimal stay, for servers and for tests.
            r"plugins/(platforms/.*q(eglfs|linuxfb|vnc|minimalegl|vkkhrdisplay)|egldeviceintegrations/)",
            # The program opens no connection.
            r"plugins/(tls|networkinformation)/",
            r"lib/libQt6(Pdf|Qml\w*|Quick\w*|VirtualKeyboard\w*|EglFS\w*)\.so",
            r"Qt6(Pdf|Qml\w*|Quick\w*|VirtualKeyboard\w*)\.dll$",
            # Of torch: its tests, the headers and tools for building extensions.
            r"^torch/(test|include|share)/",
            r"^torch/bin/test_",
            r"/testing/.*\.(so|pyd)$",
            # C sources and headers that packages ship beside what was built from them.
            r"\.(pyi|pyx|pxd|c|cpp|h|hpp|a|lib)$",
        )
    )
)

STRIPPED = re.compile(r"(^|/)(libtorch_cpu\.so|_polars_runtime\w*\.abi3\.so|onnxruntime_pybind11_state\S*\.so)$")
"""Libraries that lose their symbols, by hand: stripping everything breaks numpy's openblas."""


def is_left_out(place: str, *, torch: bool) -> bool:
    """Whether the file that would lie at `place` in the bundle, with torch or without, stays out of it."""
    place = place.replace("\\", "/")
    return LEFT_OUT.search(place) is not None or (not torch and ONLY_FOR_TORCH.search(place) is not None)


def is_stripped(place: str) -> bool:
    """Whether the library at `place` loses its symbols."""
    return STRIPPED.search(place.replace("\\", "/")) is not None
