"""Real senders: `wp run` in processes of their own, killed, stopped and ended while a server plays Slack."""
