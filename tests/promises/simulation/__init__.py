"""The real loop on a made-up time: a seed decides every kill, freeze, lost reply, edit and restore."""
