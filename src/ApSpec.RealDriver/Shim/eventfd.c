/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Eventfds (fs/eventfd.c). User space closes its descriptor as soon as the driver has it, so that the driver's references
 * are all that keeps the context. */
#include "world.h"

struct eventfd_ctx {
	u64 count;
	u8 mdev, irq, is_open;
	u8 refs;
	u32 life;			/* the mdev's */
};

static struct eventfd_ctx *newest[APX_TASKS + 1];	/* of each task, the one whose descriptor it has open */
static u8 refs[APX_MDEVS][2];
static u32 lives[APX_MDEVS];		/* the mdevs of that name so far */
static char names[APX_MDEVS][2][16];
enum { APX_FD = 3 };

/* eventfd_create() */
int apx_eventfd_open(u32 mdev, u32 irq)
{
	struct eventfd_ctx *made = apx_alloc(sizeof(*made), 1, APX_OWNER_SHIM, "struct eventfd_ctx", APX_IN("fs/eventfd.c", "do_eventfd"));

	if (!made)
		return -ENOMEM;
	newest[apx_task_number()] = made;
	snprintf(names[mdev][irq], sizeof(names[mdev][irq]), "eventfd m%u %s", mdev, irq == APX_IRQ_REQ ? "req" : "cfg");
	apx_name(made, names[mdev][irq]);
	made->mdev = mdev;
	made->irq = irq;
	made->life = lives[mdev];
	made->is_open = 1;
	return APX_FD;
}

static void free_unused(struct eventfd_ctx *context)
{
	if (!context->is_open && !context->refs)
		apx_free(context, APX_IN("fs/eventfd.c", "eventfd_free"));
}

void apx_eventfd_close(int fd)
{
	struct eventfd_ctx *context = newest[apx_task_number()];

	if (fd != APX_FD || !context)
		return;
	context->is_open = 0;
	free_unused(context);
	newest[apx_task_number()] = NULL;
}

u8 apx_eventfd_refs(u32 mdev, u32 irq)
{
	return refs[mdev][irq];
}

void apx_eventfd_created(u32 mdev)
{
	lives[mdev]++;
	memset(refs[mdev], 0, sizeof(refs[mdev]));
}

struct eventfd_ctx *apx_eventfd_get(int fd, const struct apx_place *place)
{
	struct eventfd_ctx *context = newest[apx_task_number()];

	if (fd != APX_FD || !context)
		return ERR_PTR(-EBADF);
	context->refs++;
	refs[context->mdev][context->irq]++;
	return context;
}

void apx_eventfd_put(struct eventfd_ctx *context, const struct apx_place *place)
{
	apx_point_here(place, "eventfd_ctx_put");
	APX_LOOK_AT(context, place);
	if (!context->refs) {
		apx_fault(APX_EV_REF_UNDERFLOW, apx_name_of(context), place);
		return;
	}
	context->refs--;
	if (context->life == lives[context->mdev])
		refs[context->mdev][context->irq]--;
	free_unused(context);
}

void apx_eventfd_signal(struct eventfd_ctx *context, const struct apx_place *place)
{
	apx_point_here(place, "eventfd_signal");
	APX_LOOK_AT(context, place);
	context->count++;
	apx_signalled(context->irq, context->mdev, apx_mdevs_held(), place);
}
