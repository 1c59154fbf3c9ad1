"""Which accelerator there is; the one question that needs torch before a model is loaded."""


def cuda_name() -> str | None:
    """The name of the first CUDA device; None when torch sees none."""
    import torch

    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else None
