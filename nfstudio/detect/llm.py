"""The paper's way as a second opinion: any local instruction model is asked about each message in plain words.

Off unless asked for: it needs a model of one's own and takes seconds a message on a processor. The paper shows the
whole conversation at once; here each message is asked about beside the answer it may speak of, so that an opening
request cannot be returned as feedback and a long conversation fits.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from nfstudio.detect import devices
from nfstudio.detect.context import Candidate
from nfstudio.detect.devices import cuda_name, needs_torch
from nfstudio.detect.llm_answers import AGAIN, FORM, QUESTION, MalformedAnswer, claims_of, question
from nfstudio.detect.model_folder import CONFIG, TOKENIZER, digest_of
from nfstudio.domain.feedback import Category, Detection, Evidence
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError

ENGINE = 1
"""Raised whenever this code changes what it answers."""
SCORE = 0.7
"""Of every claim: what a model says of its own sureness is useless (more than 96 % of the paper's claims got the
highest mark), so claims are not told apart."""
TRIES = 3
"""How often a message is asked about until the answer can be read."""
LENGTH = 200
"""Tokens of an answer, as in the paper."""
TOKENS_CPU, TOKENS_GPU = 4_096, 32_768
"""Padded tokens of questions asked together."""
HINT = (
    "Name a folder with an instruction model as Hugging Face lays it out (config.json, tokenizer.json with a chat"
    " template, *.safetensors): --detector llm --model FOLDER"
)
Chat = list[dict[str, str]]


class LanguageModel(Protocol):
    """Anything that answers chats.

    Attributes:
        device: told to the person.
    """

    device: str

    def replies(self, chats: Sequence[Chat]) -> list[str]:
        """One answer for each chat, in order; the same each time."""

    def close(self) -> None:
        """Give back memory and device."""


class LlmDetector:
    """Finds feedback by asking a language model."""

    name = "llm"

    def __init__(self, model: LanguageModel, *, called: str, digest: str) -> None:
        self._model = model
        self._called = called
        self.device = model.device
        prompt = hashlib.sha256(f"{QUESTION}{FORM}".encode()).hexdigest()[:6]
        self.version = f"{ENGINE}.{prompt}.{digest}"

    def thresholds(self, setting: Setting) -> Thresholds:
        """See `Detector`; all claims count, whatever is asked for, because they are not told apart."""
        del setting
        return Thresholds(SCORE)

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """For each candidate its detections; none where the model gave no answer that can be read."""
        chats: dict[int, Chat] = {
            i: [{"role": "user", "content": question(candidate)}]
            for i, candidate in enumerate(candidates)
            if candidate.text.strip()
        }
        found: list[tuple[Detection, ...]] = [() for _ in candidates]
        for _ in range(TRIES):
            asked, again = list(chats), {}
            for i, reply in zip(asked, self._model.replies(list(chats.values())), strict=True):
                try:
                    found[i] = tuple(
                        self._detection(candidates[i], *claim) for claim in claims_of(reply, candidates[i].text)
                    )
                except MalformedAnswer as wrong:
                    said = {"role": "assistant", "content": reply or "?"}
                    again[i] = [*chats[i][:1], said, {"role": "user", "content": AGAIN.format(reason=wrong)}]
            chats = again
            if not chats:
                break
        return found

    def close(self) -> None:
        """Give back memory and device."""
        self._model.close()

    def _detection(self, candidate: Candidate, span: Span, category: Category) -> Detection:
        return Detection(
            message=candidate.message,
            span=span,
            category=category,
            score=SCORE,
            target=candidate.answer_id,
            evidence=Evidence(notes=(f"the language model {self._called} said so",)),
        )


def detector(*, device: str = "auto", model: Path | None = None) -> LlmDetector:
    """The detector that asks a language model.

    Args:
        model: a folder with an instruction model; none is shipped.

    Raises:
        StudioError: when no folder is given, it holds no such model or the device is not there.
    """
    if model is None:
        raise StudioError("The detector llm needs a model of your own; none is shipped.", HINT)
    if not (model / CONFIG).is_file():
        raise StudioError(f"{model} holds no model: {CONFIG} is missing.", HINT)
    needs_torch("The detector llm")
    digest = digest_of([model / CONFIG, model / TOKENIZER, *sorted(model.glob("*.safetensors"))])
    return LlmDetector(InstructionModel(model, device=device), called=model.resolve().name, digest=digest)


class InstructionModel:
    """A local instruction model in transformers: bf16 or fp16 on a graphics card, fp32 on the processor.

    Raises:
        StudioError: when the folder holds no such model or the device is not there.
    """

    def __init__(self, path: Path, *, device: str = "auto") -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        card = cuda_name() if device in ("auto", "cuda") else None
        if device == "cuda" and card is None:
            raise StudioError("There is no CUDA device.", "Leave --device away, or install a torch with CUDA.")
        kind, self.device = torch.float32, "CPU, fp32" if device == "cpu" else "CPU, fp32: no GPU found"
        if card:
            kind, self.device = devices.on_card(card)
        local = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(str(path), padding_side="left", **local)
            model = AutoModelForCausalLM.from_pretrained(str(path), use_safetensors=True, dtype=kind, **local)
        except Exception as failed:  # broken files raise whatever the library that reads them likes
            raise StudioError(f"The model in {path} cannot be loaded: {failed}.", HINT) from failed
        if not self._tokenizer.chat_template:
            raise StudioError(
                f"The model in {path} has no chat template: it was not taught to follow instructions.", HINT
            )
        if self._tokenizer.pad_token is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._tokens = TOKENS_GPU if card else TOKENS_CPU
        self._model: Any = model.to(devices.CUDA if card else "cpu").eval()

    def replies(self, chats: Sequence[Chat]) -> list[str]:
        """See `LanguageModel`: the likeliest words, alike ones in length asked together.

        Raises:
            StudioError: when a question does not fit into memory or the model's chat template.
        """
        asked = [self._asked(chat) for chat in chats]
        order = sorted(range(len(chats)), key=lambda i: len(asked[i]))
        found, at = [""] * len(chats), 0
        while at < len(order):
            size = max(1, min(len(order) - at, self._tokens // (len(asked[order[at]]) + LENGTH)))
            while size > 1 and size * (len(asked[order[at + size - 1]]) + LENGTH) > self._tokens:
                size -= 1
            for i, reply in zip(
                order[at : at + size], self._said([asked[i] for i in order[at : at + size]]), strict=True
            ):
                found[i] = reply
            at += size
        return found

    def close(self) -> None:
        """Give back memory and device."""
        import torch

        del self._model
        if torch.cuda.is_available():
            torch.cuda.empty_cache()

    def _asked(self, chat: Chat) -> list[int]:
        """The token ids of a chat, as the model's own template has them."""
        try:
            text = self._tokenizer.apply_chat_template(chat, tokenize=False, add_generation_prompt=True)
        except Exception as failed:  # templates are programs and raise what they like
            raise StudioError(f"The model's chat template cannot be used: {failed}.", HINT) from failed
        ids: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return ids

    def _said(self, asked: Sequence[Sequence[int]]) -> list[str]:
        """The likeliest continuations; where memory is short, in halves."""
        import torch

        try:
            given = self._tokenizer.pad({"input_ids": [list(ids) for ids in asked]}, return_tensors="pt")
            with torch.inference_mode():
                made = self._model.generate(
                    **given.to(self._model.device),
                    do_sample=False,
                    max_new_tokens=LENGTH,
                    pad_token_id=self._tokenizer.pad_token_id,
                )
            said: list[str] = self._tokenizer.batch_decode(
                made[:, given["input_ids"].shape[1] :], skip_special_tokens=True
            )
            return said
        except torch.OutOfMemoryError as full:
            if len(asked) == 1:
                raise StudioError(f"{self.device} has too little free memory.", "Take --device cpu.") from full
        torch.cuda.empty_cache()
        half = len(asked) // 2
        return self._said(asked[:half]) + self._said(asked[half:])
