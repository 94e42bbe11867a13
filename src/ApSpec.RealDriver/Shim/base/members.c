/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Who belongs to a bus, a driver or a parent, in the order of joining. A member may quit while somebody goes through them: it is not visited
 * any more, and keeps its place as long as a visit stands on it.
 */
#include "base/base.h"

void apx_members_init(struct apx_members *members, void (*let_go)(void *thing))
{
	INIT_LIST_HEAD(&members->list);
	members->let_go = let_go;
}

void apx_join(struct apx_members *members, struct apx_member *member, void *thing)
{
	*member = (struct apx_member){ .of = members, .thing = thing };
	list_add_tail(&member->entry, &members->list);
}

static void unlink_unused(struct apx_member *member)
{
	struct apx_members *members = member->of;

	if (!member->has_quit || member->visits)
		return;
	list_del(&member->entry);
	member->of = NULL;
	if (members->let_go)
		members->let_go(member->thing);
}

void apx_quit(struct apx_member *member)
{
	member->has_quit = true;
	unlink_unused(member);
}

static int is_unlinked(void *member)
{
	return !((struct apx_member *)member)->of;
}

void apx_quit_and_wait(struct apx_member *member)
{
	apx_quit(member);
	apx_wait_until(is_unlinked, member, -1, "a visit of the devices of a driver, or of the drivers of a bus", APX_HERE);
}

static struct apx_member *step_on(struct apx_members *members, struct apx_member *after)
{
	struct list_head *at = after ? &after->entry : &members->list;

	while ((at = at->next) != &members->list) {
		struct apx_member *member = list_entry(at, struct apx_member, entry);

		if (!member->has_quit) {
			member->visits++;
			return member;
		}
	}
	return NULL;
}

int apx_visit(struct apx_members *members, struct apx_member *after, int (*visit)(void *thing, void *argument), void *argument)
{
	struct apx_member *at = step_on(members, after);
	int result = 0;

	while (at) {
		struct apx_member *left = at;

		result = visit(at->thing, argument);
		at = result ? NULL : step_on(members, at);
		left->visits--;
		unlink_unused(left);
	}
	return result;
}

struct each { int (*function)(struct device *device, void *data); void *data; };

static int call_each(void *device, void *argument)
{
	const struct each *each = argument;

	return each->function(device, each->data);
}

int apx_each_device(struct apx_members *devices, struct apx_member *after, void *data, int (*function)(struct device *device, void *data))
{
	struct each each = { function, data };

	return apx_visit(devices, after, call_each, &each);
}

struct search { int (*match)(struct device *device, const void *data); const void *data; struct device *found; };

static int call_match(void *device, void *argument)
{
	struct search *search = argument;

	if (search->match(device, search->data))
		search->found = apx_get_device(device, APX_HERE);
	return search->found != NULL;
}

struct device *apx_find_device(struct apx_members *devices, struct apx_member *after, const void *data,
			       int (*match)(struct device *device, const void *data))
{
	struct search search = { match, data };

	apx_visit(devices, after, call_match, &search);
	return search.found;
}
