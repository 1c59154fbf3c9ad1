"""Names that say who speaks in texts which people save: in many languages, with the version of a model behind them."""

import re
from collections.abc import Mapping

from nfstudio.domain.conversation import Role

SPEAKERS: Mapping[str, Role] = {
    **dict.fromkeys(("user", "human", "me", "you", "person", "prompter", "customer", "prompt"), Role.USER),
    **dict.fromkeys(
        (
            "benutzer",
            "nutzer",
            "ich",
            "du",
            "utilisateur",
            "vous",
            "moi",
            "usuario",
            "usuária",
            "usuário",
            "tú",
            "você",
        ),
        Role.USER,
    ),
    **dict.fromkeys(
        (
            "utente",
            "tu",
            "gebruiker",
            "jij",
            "użytkownik",
            "kullanıcı",
            "пользователь",
            "користувач",
            "вы",
            "я",
            "用户",
        ),
        Role.USER,
    ),
    **dict.fromkeys(("user input", "user message", "user prompt", "user query", "user question"), Role.USER),
    **dict.fromkeys(
        ("ai response", "ai answer", "assistant response", "bot response", "chatbot response", "model response"),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(("用戶", "使用者", "ユーザー", "あなた", "사용자"), Role.USER),
    **dict.fromkeys(
        ("assistant", "ai", "ai assistant", "bot", "chatbot", "model", "llm", "chatgpt", "gpt", "claude", "gemini"),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(
        (
            "bard",
            "bing",
            "copilot",
            "grok",
            "llama",
            "mistral",
            "le chat",
            "deepseek",
            "qwen",
            "perplexity",
            "response",
        ),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(("github copilot", "cursor", "claude code", "codex", "huggingchat", "pi", "kimi"), Role.ASSISTANT),
    **dict.fromkeys(
        ("assistent", "asistente", "assistente", "asystent", "asistan", "ассистент", "асистент", "помощник", "ии"),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(("助手", "人工智能", "アシスタント", "어시스턴트", "ia", "ki", "ki-assistent"), Role.ASSISTANT),
    **dict.fromkeys(
        ("message from you", "nachricht von dir", "来自你的消息", "來自您的訊息", "你的消息", "用户消息"), Role.USER
    ),
    **dict.fromkeys(
        ("message from chatgpt", "nachricht von chatgpt", "来自 chatgpt 的消息", "來自 chatgpt 的訊息", "meta ai"),
        Role.ASSISTANT,
    ),
    "system": Role.SYSTEM,
    **dict.fromkeys(("tool", "function response"), Role.TOOL),
}
"""Names that say who speaks, in small letters; a model's may be followed by its version."""

SHORT: Mapping[str, Role] = {
    **dict.fromkeys(("q", "question", "h", "u", "frage", "pregunta", "pergunta", "domanda"), Role.USER),
    **dict.fromkeys(("a", "answer", "antwort", "réponse", "respuesta", "resposta", "risposta"), Role.ASSISTANT),
}
"""Names that say so only where they take turns from beginning to end."""

VERSION = re.compile(r"(?:[ -]v?[\d.]+\w*|[ -](?:turbo|mini|opus|sonnet|haiku|pro|flash|plus|instruct))+\Z")
_NUMBER = re.compile(r"[ .]?\d{1,4}\Z")


def role_named(name: str) -> Role | None:
    """Who is called so."""
    known = name.strip().casefold()
    return SPEAKERS.get(known) or SPEAKERS.get(VERSION.sub("", known))


def short_named(name: str) -> Role | None:
    """Who is called so in questions and answers, which may be numbered."""
    return SHORT.get(bare(name))


def bare(name: str) -> str:
    """A name in small letters, without the number behind it."""
    return _NUMBER.sub("", name.strip().casefold())
