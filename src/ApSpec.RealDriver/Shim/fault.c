/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What went wrong in the last call, in order. A fault that would stop the kernel's task abandons the call; one that the
 * kernel prints and survives lets it go on. Nothing here is in the block: it belongs to the call, not to the world.
 */
#include "state.h"

enum {
	EDGES = APX_EVENTS * 3 / 4,	/* so that lock edges cannot crowd out a fault */
	TEXT = 112,
};

int apx_notes, apx_is_quiet;
static APX_OUTSIDE struct apx_event events[APX_EVENTS];
static APX_OUTSIDE char texts[APX_EVENTS][TEXT];
static APX_OUTSIDE apx_u32 event_count, events_lost, text_count, is_taken;

static struct apx_event *append(enum apx_event_kind kind, const char *subject, const struct apx_place *place)
{
	struct apx_event *event;

	if (apx_is_quiet && (kind == APX_EV_EDGE || kind == APX_EV_WARNING))
		return 0;
	if (event_count == (kind == APX_EV_EDGE ? EDGES : APX_EVENTS)) {
		events_lost++;
		return 0;
	}
	event = &events[event_count++];
	*event = (struct apx_event){ .kind = kind, .subject = subject };
	if (place) {
		event->line = place->line;
		event->function = place->function;
		event->file = place->file;
	}
	return event;
}

/* What becomes of the call: APX_DONE when it goes on. */
static enum apx_status status_after(enum apx_event_kind kind)
{
	switch (kind) {
	case APX_EV_DEADLOCK:
		return APX_STUCK;
	case APX_EV_HANG:
		return APX_HUNG;
	case APX_EV_MISSING:
		return APX_MISSING;
	case APX_EV_USE_AFTER_FREE:
	case APX_EV_NULL:
	case APX_EV_DOUBLE_FREE:
	case APX_EV_WILD:
	case APX_EV_OUT_OF_BOUNDS:
	case APX_EV_BUG:
		return APX_DIED;
	default:
		return APX_DONE;
	}
}

static void end_call_after(enum apx_event_kind kind)
{
	if (status_after(kind) != APX_DONE && apx_in_call())
		apx_abandon(status_after(kind));
}

void apx_fault(enum apx_event_kind kind, const char *subject, const struct apx_place *place)
{
	append(kind, subject, place);
	end_call_after(kind);
}

struct apx_event *apx_record_pc(enum apx_event_kind kind, const char *subject, const void *pc)
{
	const struct apx_image *image = apx_image();
	struct apx_event *event = append(kind, subject, 0);

	if (event && (const char *)pc >= image->base && (const char *)pc < image->end)
		event->pc = (const char *)pc - image->base;
	return event;
}

/* pc: where a call returns to. The byte before it is still in the line of the call. */
void apx_fault_pc(enum apx_event_kind kind, const char *subject, const void *pc)
{
	apx_record_pc(kind, subject, pc ? (const char *)pc - 1 : 0);
	end_call_after(kind);
}

void apx_missing(const char *function, const void *pc)
{
	apx_fault_pc(APX_EV_MISSING, function, pc);
	__builtin_trap();
}

void apx_fault_lock(enum apx_event_kind kind, const struct apx_lockobj *lock, apx_u8 holder, const char *subject,
		    const struct apx_place *place)
{
	struct apx_event *event = append(kind, subject, place);

	if (event) {
		event->a_class = lock->lock_class;
		event->a_id = lock->id;
		event->b_id = holder;
	}
	end_call_after(kind);
}

static void note(enum apx_event_kind kind, const struct apx_object *object, const struct apx_place *place)
{
	if (place)
		append(kind, apx_object_text(object), place);
}

void apx_fault_object(enum apx_event_kind kind, const struct apx_object *object, const struct apx_place *place, const void *pc)
{
	if (place)
		append(kind, apx_object_text(object), place);
	else
		apx_record_pc(kind, apx_object_text(object), (const char *)pc - 1);
	note(APX_EV_FREED, object, object->freed);
	if (apx_notes)
		note(APX_EV_ALLOCATED, object, object->allocated);
	end_call_after(kind);
}

void apx_note_live(void)
{
	for (apx_u32 i = 0; apx_notes && i < apx_object_count; i++)
		if (!apx_objects[i].is_freed && apx_objects[i].owner == APX_OWNER_DRIVER)
			note(APX_EV_ALLOCATED, &apx_objects[i], apx_objects[i].allocated);
}

static int is_of_edge(const struct apx_event *event, const struct apx_lockobj *held, const struct apx_lockobj *taken)
{
	return event->kind == APX_EV_EDGE && event->a_class == held->lock_class && event->a_id == held->id &&
	       event->b_class == taken->lock_class && event->b_id == taken->id && event->held_text == held->text && event->subject == taken->text;
}

/* An edge is told again when other locks are held meanwhile, which may keep two calls apart; not when that would crowd out other edges. */
static int is_known_edge(const struct apx_lockobj *held, const struct apx_lockobj *taken, int shared, const struct apx_gates *gates)
{
	for (apx_u32 i = 0; i < event_count; i++)
		if (is_of_edge(&events[i], held, taken) &&
		    (event_count > APX_EVENTS / 2 || (events[i].held == gates->held && events[i].alone == gates->alone && events[i].is_shared == !!shared)))
			return 1;
	return 0;
}

void apx_edge(const struct apx_hold *hold, const struct apx_lockobj *taken, int shared, const struct apx_gates *gates, const struct apx_place *place)
{
	const struct apx_lockobj *held = hold->lock;
	struct apx_event *event = is_known_edge(held, taken, shared, gates) ? 0 : append(APX_EV_EDGE, taken->text, place);

	if (!event)
		return;
	event->a_class = held->lock_class;
	event->a_id = held->id;
	event->b_class = taken->lock_class;
	event->b_id = taken->id;
	event->is_shared = !!shared;
	event->held = gates->held;
	event->alone = gates->alone;
	event->held_text = held->text;
	if (hold->place) {
		event->held_line = hold->place->line;
		event->held_function = hold->place->function;
		event->held_file = hold->place->file;
	}
}

void apx_signalled(enum apx_irq which, apx_u8 mdev, apx_u8 is_under_m, const struct apx_place *place)
{
	struct apx_event *event = append(APX_EV_SIGNAL, 0, place);

	if (event) {
		event->a_class = which;
		event->a_id = mdev;
		event->b_class = is_under_m;
	}
}

void apx_noted(enum apx_event_kind kind, apx_u8 a_class, apx_u8 a_id, apx_u8 b_class, apx_u8 b_id,
	       const struct apx_place *place)
{
	struct apx_event *event = append(kind, 0, place);

	if (event) {
		event->a_class = a_class;
		event->a_id = a_id;
		event->b_class = b_class;
		event->b_id = b_id;
	}
}

const char *apx_text_of_event(const char *format, ...)
{
	char *text = texts[text_count < APX_EVENTS ? text_count++ : APX_EVENTS - 1];
	__builtin_va_list arguments;

	__builtin_va_start(arguments, format);
	vsnprintf(text, TEXT, format, arguments);
	__builtin_va_end(arguments);
	return text;
}

void apx_events_clear(void)
{
	event_count = events_lost = text_count = is_taken = 0;
}

void apx_events_next(void)
{
	if (is_taken)
		apx_events_clear();
}

const struct apx_event *apx_event_list(apx_u32 *count, apx_u32 *lost)
{
	*count = event_count;
	*lost = events_lost;
	is_taken = 1;
	return events;
}
