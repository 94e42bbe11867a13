/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * A crash of the driver ends the call, not the process. The process is .NET's: its handlers were there first and stay
 * behind ours, for whatever does not happen on a call's stack. Returning from the handler goes on in apx_abandon(), as if
 * the call had called it; so the kernel puts back the signal mask and nothing is left half done.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <ucontext.h>
#include "state.h"

enum { SIGNALS = 5, HANDLER_STACK = 64 << 10, NULL_PAGE = 4096, SCAN = 64 };

static const int caught[SIGNALS] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP };
static APX_OUTSIDE struct sigaction before[SIGNALS];
static APX_OUTSIDE int is_catching;
static APX_OUTSIDE void *known_thread;

#if defined(__x86_64__)
#define PC(context) ((context)->uc_mcontext.gregs[REG_RIP])
#define SP(context) ((context)->uc_mcontext.gregs[REG_RSP])
#define REGISTER(context, n) ((context)->uc_mcontext.gregs[n])	/* r8 to r15, then the other eight */
#define REGISTERS 16
#elif defined(__aarch64__)
#define PC(context) ((context)->uc_mcontext.pc)
#define SP(context) ((context)->uc_mcontext.sp)
#define REGISTER(context, n) ((context)->uc_mcontext.regs[n])
#define REGISTERS 31
#elif defined(__s390x__)
#define PC(context) ((context)->uc_mcontext.psw.addr)
#define SP(context) ((context)->uc_mcontext.gregs[15])
#define REGISTER(context, n) ((context)->uc_mcontext.gregs[n])
#define REGISTERS 16
#else
#error "signal.c: say where this processor's signal frame keeps the program counter and the stack pointer"
#endif

static int is_on_stack(apx_size address)
{
	return apx_now && apx_stack_top(apx_now) - (char *)address > 0 &&
	       apx_stack_top(apx_now) - (char *)address <= APX_STACK + APX_GUARD;
}

static int is_on_guard(apx_size address)
{
	return is_on_stack(address) && apx_stack_top(apx_now) - (char *)address > APX_STACK;
}

/* In libc, the library's own code is one return address up: memcpy and its like keep nothing else on the stack. */
static const void *place_of(const ucontext_t *context)
{
	const struct apx_image *image = apx_image();
	const char *pc = (const char *)PC(context);
	const char **word = (const char **)SP(context);

	if (pc >= image->code && pc < image->code_end)
		return pc;
	for (int i = 0; i < SCAN && is_on_stack((apx_size)(word + i)) && !is_on_guard((apx_size)(word + i)); i++)
		if (word[i] > image->code && word[i] < image->code_end)
			return word[i] - 1;
	return pc;
}

static int has_poison(const ucontext_t *context)
{
	for (int i = 0; i < REGISTERS; i++)
		if ((apx_u64)REGISTER(context, i) >> 32 == 0x6b6b6b6b)
			return 1;
	return 0;
}

static void record(int number, const siginfo_t *info, const ucontext_t *context)
{
	apx_size address = (apx_size)info->si_addr;
	const void *pc = place_of(context);

	if (number == SIGFPE)
		apx_record_pc(APX_EV_BUG, "a division by zero", pc);
	else if (number == SIGILL)
		apx_record_pc(APX_EV_BUG, "an undefined instruction", pc);
	else if (number == SIGSEGV && is_on_guard(address))
		apx_record_pc(APX_EV_WILD, "the stack is used up", pc);
	else if (has_poison(context))
		apx_record_pc(APX_EV_USE_AFTER_FREE, "a pointer read from freed memory", pc);
	else if (number == SIGSEGV && info->si_code != SI_KERNEL && address < NULL_PAGE)
		apx_record_pc(APX_EV_NULL, apx_text_of_event(address ? "NULL+0x%lx" : "NULL", address), pc);
	else
		apx_record_pc(APX_EV_WILD, number == SIGBUS ? "a bus error" : "an address without memory", pc);
}

static void pass_on(int index, int number, siginfo_t *info, void *context)
{
	const struct sigaction *action = &before[index];

	if (action->sa_flags & SA_SIGINFO)
		action->sa_sigaction(number, info, context);
	else if (action->sa_handler == SIG_DFL)
		sigaction(number, action, 0);	/* it happens again when we return, and then ends the process */
	else if (action->sa_handler != SIG_IGN)
		action->sa_handler(number);
}

static void handle(int number, siginfo_t *info, void *raw)
{
	ucontext_t *context = raw;
	int index = 0;

	if (number == SIGTRAP && apx_line_passed(PC(context))) {
		PC(context)--;		/* the instruction that the breakpoint stood in for */
		return;
	}
	while (caught[index] != number)
		index++;
	if (number == SIGTRAP || !is_on_stack(SP(context)))
		return pass_on(index, number, info, raw);
	record(number, info, context);
#if defined(__x86_64__)
	PC(context) = (apx_size)apx_abandon;
	SP(context) = (apx_size)apx_stack_top(apx_now) - 8;	/* as a call would leave it; what was there is not needed */
	context->uc_mcontext.gregs[REG_RDI] = APX_DIED;
	context->uc_mcontext.gregs[REG_EFL] &= ~0x400;		/* strings upwards */
#else
	apx_abandon(APX_DIED);	/* setcontext() puts back the caller's signal mask */
#endif
}

/* A handler that we pass a signal on to finds the stack and the mask that it asked for: .NET's for SIGFPE throws from the
 * stack of the division. Only a stack that is used up needs another one, and a breakpoint leaves the call's as it is. */
static struct sigaction action_like(int number, const struct sigaction *other)
{
	int is_default = !(other->sa_flags & SA_SIGINFO) && (other->sa_handler == SIG_DFL || other->sa_handler == SIG_IGN);
	struct sigaction action = { .sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_RESTART };

	if (is_default || number == SIGSEGV || number == SIGTRAP)
		action.sa_flags |= SA_ONSTACK;
	if (is_default)
		return action;
	action.sa_flags |= other->sa_flags & (SA_ONSTACK | SA_NODEFER);
	action.sa_mask = other->sa_mask;
	return action;
}

void apx_catch_signals(void)
{
	if (is_catching)
		return;
	is_catching = 1;
	apx_image();
	for (int i = 0; i < SIGNALS; i++) {
		struct sigaction action;

		sigaction(caught[i], 0, &before[i]);
		action = action_like(caught[i], &before[i]);
		sigaction(caught[i], &action, 0);
	}
}

void apx_signal_stack(void)
{
	void *thread = __builtin_thread_pointer();
	stack_t stack = { .ss_size = HANDLER_STACK };

	if (APX_LIKELY(thread == known_thread))
		return;
	known_thread = thread;
	if (sigaltstack(0, &stack) || !(stack.ss_flags & SS_DISABLE))
		return;		/* .NET gave this thread one */
	stack = (stack_t){ .ss_size = HANDLER_STACK };
	stack.ss_sp = mmap(0, HANDLER_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (stack.ss_sp != MAP_FAILED)
		sigaltstack(&stack, 0);
}
