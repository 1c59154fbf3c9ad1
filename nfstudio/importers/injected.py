"""Programs put words into the person's mouth (commands, hooks, context): told apart here, for nobody judges those."""

import re

_ADDED = re.compile(
    r"<(system-reminder|ide_opened_file|ide_selection|environment_context|user_instructions|user_info|git_status"
    r"|attached_files|open_and_recently_viewed_files|additional_data|INSTRUCTIONS|permissions instructions"
    r"|turn_aborted|user-prompt-submit-hook|post-tool-use-hook|user_shell_command|turn-context|info-msg"
    r"|ide_diagnostics|new-diagnostics)>"
)
_SHOWN = 20_000  # characters of a command's text in which its name stands
_MACHINE = re.compile(
    r"\s*(?:<(?:command-(?:name|message|args|contents)|local-command-\w+|bash-(?:input|stdout|stderr)|task-notification"
    r"|system-reminder|persisted-output|environment_context|user_instructions|session-start-hook|skill"
    r"|(?:teammate|agent|channel|cross-session)-message|github-webhook-activity|remote-review(?:-progress)?"
    r"|recommended_plugins|user-memory-input|turn-context|info-msg|turn_aborted|subagent_notification|user_action|user_shell_command)\b"
    r"|Caveat: The messages below were generated|This session is being continued from a previous conversation"
    r"|# AGENTS\.md instructions for |\[Request interrupted by user|\[Image: |\w+ hook (?:feedback|success)\b"
    r"|Base directory for this skill: )"
)
_COMMAND = re.compile(r"<command-name>\s*(.*?)\s*</command-name>", re.DOTALL)
_ARGUMENTS = re.compile(r"<command-args>\s*(.*?)\s*</command-args>", re.DOTALL)
_TAG = re.compile(r"</?[a-z][\w-]*(?: [^<>]{0,500})?>")
_REFUSED = re.compile(r"\s*(?:The user doesn't want to (?:proceed|take this action)|\[Request interrupted by user)")
_REFUSED_WITH = re.compile(r"the user said:\s*(.+)", re.DOTALL)
_IDE = "# Context from my IDE setup:"
_IN_IDE = re.compile(r"^## My request for Codex:[ \t]*\n", re.MULTILINE)
INTERRUPTED = "[Interrupted by the person]"
REFUSED = "[Tool use refused by the person]"


def own_words(text: str) -> str:
    """What the person wrote, without the blocks that a program added before or after."""
    if text.lstrip().startswith(_IDE) and (request := _IN_IDE.search(text)):
        text = text[request.end() :].strip()
    if "<" not in text:
        return text
    kept: list[str] = []
    at = 0
    endless: set[str] = set()  # tags that are never closed any more: looked for once, however many there are
    for begin in _ADDED.finditer(text):
        end = -1 if begin.start() < at or begin[1] in endless else text.find(f"</{begin[1]}>", begin.end())
        if end >= 0:
            kept.append(text[at : begin.start()])
            at = end + len(begin[1]) + 3
        elif begin.start() >= at:
            endless.add(begin[1])
    return "".join([*kept, text[at:]]).strip("\n") if kept else text


def is_machine(text: str) -> bool:
    """Whether a text said to be the person's is a program's."""
    return _MACHINE.match(text) is not None


def is_command(text: str) -> bool:
    """Whether it is what a slash command leaves in the log."""
    return "<command-name>" in text[:2_000]


def told(text: str) -> str:
    """How a machine's text is shown: a command as it was typed, an interruption in one way, others without tags.

    Empty for what is said to the model alone.
    """
    if is_command(text) and (name := _COMMAND.search(text[:_SHOWN])):
        given = _ARGUMENTS.search(text[:_SHOWN])
        return f"{name[1]} {given[1] if given else ''}".strip()
    if text.lstrip().startswith("[Request interrupted"):
        return INTERRUPTED
    shown = _TAG.sub("", text).strip()
    return "" if shown.startswith("Caveat: The messages below") else shown


def refusal(result: str) -> tuple[bool, str]:
    """Whether a tool's result says that the person refused it, and what the person then said, in the own words."""
    if not _REFUSED.match(result):
        return False, ""
    said = _REFUSED_WITH.search(result)
    return True, said[1].strip() if said else ""
