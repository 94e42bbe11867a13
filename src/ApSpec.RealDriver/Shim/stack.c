/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Switching from one stack to another: the only machine code of the shim. What a function must preserve is pushed on the
 * stack that is left; the rest the compiler has saved already. Elsewhere than on x86-64 libc does it, more slowly.
 */
#include "state.h"

#ifdef APX_OWN_SWITCH

asm(	".text\n"
	".hidden apx_stack_switch\n"
	".globl apx_stack_switch\n"
	".type apx_stack_switch, @function\n"
	"apx_stack_switch:\n"
	"	push %rbp\n"
	"	push %rbx\n"
	"	push %r12\n"
	"	push %r13\n"
	"	push %r14\n"
	"	push %r15\n"
	"	mov %rsp, (%rdi)\n"
	"	mov (%rsi), %rsp\n"
	"	pop %r15\n"
	"	pop %r14\n"
	"	pop %r13\n"
	"	pop %r12\n"
	"	pop %rbx\n"
	"	pop %rbp\n"
	"	pop %rcx\n"
	"	jmp *%rcx\n"	/* not ret: the processor would expect to return to who called us */
	".size apx_stack_switch, . - apx_stack_switch\n");

void *apx_stack_new(char *top, void (*run)(void))
{
	void **sp = (void **)((apx_size)top & -16);

	*--sp = 0;		/* run() never returns; this is where a debugger stops unwinding */
	*--sp = run;
	for (int i = 0; i < 6; i++)
		*--sp = 0;
	return sp;
}

#else
#include <ucontext.h>

/* A context lies on the stack it belongs to, so that it is saved with it. */
void *apx_stack_new(char *top, void (*run)(void))
{
	ucontext_t *context = (ucontext_t *)(((apx_size)top - sizeof(ucontext_t)) & -16);

	getcontext(context);
	context->uc_stack.ss_sp = top - APX_STACK;
	context->uc_stack.ss_size = (char *)context - 256 - (top - APX_STACK);
	context->uc_link = 0;
	makecontext(context, run, 0);
	return context;
}

void apx_stack_switch(void **from, void *const *to)
{
	ucontext_t here;

	*from = &here;
	swapcontext(&here, *to);
}

#endif
