"""When models came out, by what their names begin with, and when known corpora were gathered: how old a source is,
where its dump tells no times.

Months of the first public release, as their makers announced them; a family stands under its first member, so that a
corpus is taken for rather too old than too new.
"""

import re

_RELEASES = {
    "alpaca": "2023-03",
    "chatglm": "2023-03",
    "claude": "2023-03",
    "claude-2": "2023-07",
    "claude-3": "2024-03",
    "claude-3-5": "2024-06",
    "claude-3.5": "2024-06",
    "claude-3-7": "2025-02",
    "claude-opus-4": "2025-05",
    "claude-sonnet-4": "2025-05",
    "code-davinci": "2021-08",
    "codellama": "2023-08",
    "command-r": "2024-03",
    "davinci": "2020-06",
    "deepseek": "2023-11",
    "deepseek-r1": "2025-01",
    "deepseek-v3": "2024-12",
    "dolly": "2023-03",
    "falcon": "2023-05",
    "fastchat-t5": "2023-04",
    "gemini": "2023-12",
    "gemini-1.5": "2024-02",
    "gemini-2": "2024-12",
    "gemini-2.5": "2025-03",
    "gemma": "2024-02",
    "gpt-2": "2019-02",
    "gpt-3": "2020-06",
    "gpt-3.5": "2022-11",
    "gpt-4": "2023-03",
    "gpt-4o": "2024-05",
    "gpt-4.1": "2025-04",
    "gpt-5": "2025-08",
    "gpt4all": "2023-03",
    "grok": "2023-11",
    "guanaco": "2023-05",
    "koala": "2023-04",
    "llama": "2023-02",
    "llama-2": "2023-07",
    "llama2": "2023-07",
    "llama-3": "2024-04",
    "llama3": "2024-04",
    "mistral": "2023-09",
    "mixtral": "2023-12",
    "mpt": "2023-05",
    "o1": "2024-09",
    "o3": "2025-01",
    "o4": "2025-04",
    "oasst": "2023-04",
    "palm": "2023-03",
    "phi-2": "2023-12",
    "phi-3": "2024-04",
    "qwen": "2023-08",
    "qwen2": "2024-06",
    "qwen3": "2025-04",
    "rwkv": "2023-04",
    "stablelm": "2023-04",
    "text-davinci": "2022-01",
    "text-davinci-003": "2022-11",
    "vicuna": "2023-03",
    "wizardlm": "2023-04",
    "yi-": "2023-11",
    "zephyr": "2023-10",
}

_GATHERED = {"devgpt": "2023-09", "hh": "2022-02", "lmsys": "2023-06", "oasst": "2023-02", "wildchat": "2023-10"}
"""The middle of the time in which a corpus was gathered, as its makers tell it, by its format."""
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


def gathered(format_name: str | None) -> str | None:
    """The month in the middle of what the corpus of this format holds; None for a format that many have."""
    return _GATHERED.get(format_name or "")


def year_in(name: str) -> str | None:
    """The only year that a name holds ("talks-2018.jsonl")."""
    years = set(_YEAR.findall(name))
    return years.pop() if len(years) == 1 else None


def released(model: str) -> str | None:
    """The month ("2023-03") before which this model was not there, by the longest beginning of its name that is known;
    a maker before a slash ("openai/gpt-4") does not count."""
    name = model.rpartition("/")[2].casefold().replace("_", "-")
    known = [start for start in _RELEASES if name.startswith(start) and not name[len(start) : len(start) + 1].isalpha()]
    return _RELEASES[max(known, key=len)] if known else None
