"""Words that say who speaks, in nearly all chat logs."""

from collections.abc import Mapping

from nfstudio.domain.conversation import Role

ROLES: Mapping[str, Role] = {
    **dict.fromkeys(
        ("user", "human", "prompter", "person", "customer", "usermessage", "user_message", "human_message"), Role.USER
    ),
    **dict.fromkeys(
        ("assistant", "gpt", "chatgpt", "bing", "bard", "gemini", "claude", "model", "ai", "bot", "chatbot", "agent"),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(("assistant_message", "bot_message", "ai_message"), Role.ASSISTANT),
    "apimessage": Role.ASSISTANT,  # as Flowise calls it
    **dict.fromkeys(("system", "developer", "system_message"), Role.SYSTEM),
    **dict.fromkeys(("tool", "function", "observation", "ipython", "tool_response", "function_response"), Role.TOOL),
    **dict.fromkeys(("function_call", "tool_call", "tool_calls"), Role.ASSISTANT),
}
