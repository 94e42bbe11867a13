/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A library under test: loaded, driven with hardware that always succeeds, its ledger at hand. */
#ifndef LIBRARY_H
#define LIBRARY_H

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "abi.h"

static const struct apx_api *api;
static struct apx_queue queues[APX_QUEUES];
static struct apx_obs obs = { .queue = queues };
static struct apx_request request;	/* of the last step */
static int irq_of_queue[APX_QUEUES];
static unsigned instructions;

static void load(const char *path)
{
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const struct apx_api *(*entry)(void);

	if (!library) {
		fprintf(stderr, "%s\n", dlerror());
		exit(2);
	}
	entry = (const struct apx_api *(*)(void))dlsym(library, "apx_api");
	api = entry();
	api->start();
}

static struct apx_scope scope_of(int mdevs, int kvms, int adapters, int domains)
{
	struct apx_scope scope = {
		.size = sizeof(scope), .mdevs = mdevs, .kvms = kvms, .adapters = adapters, .domains = domains, .pages = 2,
		.iscs = 2, .instances = mdevs, .format = 2,
		.flags = APX_CRYCBD | APX_GISA | APX_AIV | APX_APXA | APX_KVM_VFIO_RELEASE | APX_LOCKS
			| APX_CORE_GROUP_LOCK,
		.isc = { 3, 5 }, .page = { 0x12, 0x77 },
	};

	if (api->features & APX_HAS_REQUEST)
		scope.flags |= APX_CORE_REF;
	for (int i = 0; i < adapters; i++)
		scope.apid[i] = 5 + i;
	for (int i = 0; i < domains; i++)
		scope.apqi[i] = 6 + i;
	return scope;
}

static struct apx_answer answer_of(const struct apx_request *asked)
{
	int *irq = &irq_of_queue[asked->queue % APX_QUEUES];

	instructions++;
	if (asked->queue == (apx_u32)APX_NO_QUEUE)
		return (struct apx_answer){ .response_code = 1 };
	if (asked->function == APX_AQIC_ON)
		*irq = 1;
	else if (asked->function != APX_TAPQ)
		*irq = 0;
	return (struct apx_answer){ .queue_empty = 1, .irq_enabled = *irq };
}

static int run(struct apx_call call)
{
	int status;

	api->begin(0, &call);
	while ((status = api->step(0, &request)) == APX_INSTRUCTION || status == APX_SLEEP) {
		if (status == APX_INSTRUCTION) {
			struct apx_answer answer = answer_of(&request);

			api->answer(&answer);
		}
	}
	return status == APX_DONE ? request.result : -1000 - status;
}

#define RUN(...) run((struct apx_call){ __VA_ARGS__ })

static const struct apx_obs *observe(void)
{
	api->observe(&obs);
	return &obs;
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec * 1e-9;
}

static const struct apx_event *last_events;
static unsigned event_count;

static void fetch_events(void)
{
	apx_u32 lost;

	last_events = api->events(&event_count, &lost);
}

/* What a call did wrong; the other kinds only tell what happened. */
static inline int is_fault(const struct apx_event *event)
{
	return event->kind != APX_EV_EDGE && event->kind != APX_EV_SIGNAL && event->kind != APX_EV_MASKS &&
	       event->kind != APX_EV_CONFIG && event->kind != APX_EV_LIST;
}

static void print_events(void)
{
	static const char *const kinds[] = {
		"edge", "unlock not held", "deadlock", "reference underflow", "use after free", "NULL", "warning", "double free",
		"wild", "out of bounds", "BUG", "list corruption", "signal", "freed", "allocated", "race", "hang", "masks", "config", "list",
		"missing",
	};
	fetch_events();
	for (unsigned i = 0; i < event_count; i++) {
		const struct apx_event *event = &last_events[i];

		if (event->kind == APX_EV_EDGE)
			continue;
		printf("  %s %u.%u %u.%u %s:%u pc %x: %s\n", kinds[event->kind], event->a_class, event->a_id, event->b_class,
		       event->b_id, event->function ? event->function : "?", event->line, event->pc,
		       event->subject ? event->subject : "");
	}
}

#endif
