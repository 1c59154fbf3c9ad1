"""What a bundle leaves out, and why: read by the recipe (nfstudio.spec) and held to by tests.

The frozen program is made of files; each is named by where it will lie in the bundle, with forward slashes.
"""

import re
from pathlib import Path

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
    "hf_xet",
)
"""Modules that only building, training, downloading or other people's command lines ask for."""

COLLECTED = {"transformers.models": "py", "transformers.models.auto": "pyz+py"}
"""How modules are packed where the hooks of PyInstaller say "compiled and as source". transformers finds its models by
reading their sources, so these have to lie there; of the compiled ones a person needs one or two, compiled in a moment.
"""

ONLY_FOR_TORCH = re.compile(r"(^|/)nfstudio/models/[^/]+/model\.safetensors$")
"""Weights that nothing in the CPU bundle can run. The folder's weights.json still knows them, so that its detector has
the version that it has elsewhere, and no project is detected anew because it is opened with the other program."""

LANGUAGES = sorted(
    file.stem.removeprefix("nfstudio_")
    for file in (Path(__file__).parents[1] / "resources" / "translations").glob("nfstudio_*.qm")
)
"""Languages, beside English, in which the window speaks."""

_QT = "PySide6/Qt/"
LEFT_OUT = re.compile(
    "|".join(
        (
            # Qt's own words (Cancel, Copy) come along in the languages that the program speaks itself.
            rf"{_QT}translations/(?!qtbase_({'|'.join(LANGUAGES)})\.qm$)",
            # Pictures are our own SVG and what people copy as PNG: no PDF pages, no exotic formats.
            r"plugins/imageformats/.*q(pdf|tga|tiff|wbmp|icns)\b",
            # The look of GTK drags in GTK; the one of GNOME without it is in Qt itself.
            r"plugins/platformthemes/.*qgtk3\b",
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
            r"^torch/bin/(?!torch_shm_manager)",  # this one is looked for when torch is imported
            r"^torch/lib/lib(aoti_custom_ops|backend_with_compiler|jitbackend_test|torchbind_test)\.so",
            r"/testing/.*\.(so|pyd)$",
            # Sources of what is imported compiled and never itself compiled by torch; it reads those of settings.
            r"^torch/(_dynamo|_inductor|distributed|testing)/(?!(.*/)?\w*config\w*\.py$).*\.py$",
            # C sources and headers that packages ship beside what was built from them.
            r"\.(pyi|pyx|pxd|c|cpp|h|hpp|a|lib)$",
        )
    )
)

STRIPPED = re.compile(
    r"(^|/)("
    r"libtorch_(cpu|python)\.so|libc10\.so|libpython3[\d.]*\.so[\d.]*|lib-dynload/[^/]+\.so|_polars_runtime\w*\.abi3\.so"
    r"|onnxruntime_pybind11_state\S*\.so|tokenizers\.abi3\.so|(_yaml|_regex|_safetensors_rust)\.\S*so"
    r")$"
)
"""Libraries that lose their symbols, by name: stripping everything breaks numpy's openblas."""


def is_left_out(place: str, *, torch: bool) -> bool:
    """Whether the file that would lie at `place` in the bundle, with torch or without, stays out of it."""
    place = place.replace("\\", "/")
    return LEFT_OUT.search(place) is not None or (not torch and ONLY_FOR_TORCH.search(place) is not None)


def is_stripped(place: str) -> bool:
    """Whether the library at `place` loses its symbols."""
    return STRIPPED.search(place.replace("\\", "/")) is not None
