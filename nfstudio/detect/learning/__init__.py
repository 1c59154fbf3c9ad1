"""How the encoder and the fusion learn from judged messages; only `nfstudio train` needs this room."""
