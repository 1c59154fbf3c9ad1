"""Words that say who speaks, in nearly all chat logs."""

from collections.abc import Mapping

from nfstudio.domain.conversation import Role

ROLES: Mapping[str, Role] = {
    **dict.fromkeys(("user", "human", "prompter", "person", "customer", "usermessage"), Role.USER),
    **dict.fromkeys(
        ("assistant", "gpt", "chatgpt", "bing", "bard", "gemini", "claude", "model", "ai", "bot", "chatbot", "agent"),
        Role.ASSISTANT,
    ),
    "apimessage": Role.ASSISTANT,  # as Flowise calls it
    **dict.fromkeys(("system", "developer"), Role.SYSTEM),
    **dict.fromkeys(("tool", "function", "observation", "ipython", "tool_response", "function_response"), Role.TOOL),
    **dict.fromkeys(("function_call", "tool_call", "tool_calls"), Role.ASSISTANT),
}
