/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* In place of ../signal.c: a crash ends the call here too, unless a sanitizer is there to tell of it. */
#include <signal.h>
#include "state.h"

#ifndef APX_ASAN
static void handle(int number)
{
	if (!apx_now) {
		signal(number, SIG_DFL);	/* ours: it happens again when we return */
		return;
	}
	if (number == SIGFPE)
		apx_record_pc(APX_EV_BUG, "a division by zero", 0);
	else if (number == SIGILL)
		apx_record_pc(APX_EV_BUG, "an undefined instruction", 0);
	else
		apx_record_pc(APX_EV_WILD, "an address without memory", 0);
	apx_abandon(APX_DIED);
}
#endif

void apx_catch_signals(void)
{
#ifndef APX_ASAN
	signal(SIGSEGV, handle);
	signal(SIGBUS, handle);
	signal(SIGILL, handle);
	signal(SIGFPE, handle);
#endif
}

void apx_signal_stack(void)
{
}
