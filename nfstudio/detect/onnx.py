"""The one door to onnxruntime, so that it says nothing to anybody: since 1.29 its builds for Linux tell their maker
over the network what is run on whose machine, unless they are told not to before they are loaded."""

import os
from types import ModuleType

SILENT = "ORT_DISABLE_TELEMETRY"
"""Read by onnxruntime once, when it is loaded."""


def onnxruntime() -> ModuleType:
    """The module, silenced: no connection, no identifier of the machine, no store of events in the home folder."""
    os.environ[SILENT] = "1"
    import onnxruntime

    silenced: ModuleType = onnxruntime
    silenced.disable_telemetry_events()  # Windows has another way of telling, which this ends
    return silenced
