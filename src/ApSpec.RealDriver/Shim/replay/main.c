/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Runs a recorded trace again, without ApSpec: makes the same calls, gives what the driver asks for the recorded answers,
 * and ends as soon as anything differs from the record.
 *
 *	program [TABLE [ledger]]	TABLE: from 0; ledger: print what can be seen after each call
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "replay.h"

enum { CLEAN = 0, BAD_USE = 2, DIVERGED = 3, HANG_SECONDS = 10 };

static const struct apx_api *api;
static const struct apx_table *table;
static const struct apx_record *now;
static apx_u32 next_exchange, last_exchange;	/* of the call that runs */
static int shows_ledger;

void apx_answer_now(enum apx_status status, const struct apx_request *request, struct apx_answer *answer);	/* for task.c */
__attribute__((noreturn)) void apx_abandon(enum apx_status status);
void apx_forget(void) __attribute__((weak));	/* asan/forget.c */

static const char *const functions[] = { "TAPQ", "RAPQ", "ZAPQ", "AQIC", "AQIC" };

static const char *text_of(const struct apx_exchange *exchange, char *text, size_t size)
{
	const struct apx_request *request = &exchange->request;
	int length;

	if (exchange->status == APX_SLEEP) {
		snprintf(text, size, "sleep of %u ms", request->ms);
		return text;
	}
	length = snprintf(text, size, "%s %02x.%04x", functions[request->function], request->apid, request->apqi);
	if (request->function == APX_AQIC_OFF)
		snprintf(text + length, size - length, " off");
	if (request->function == APX_AQIC_ON)
		snprintf(text + length, size - length, " on isc=%u page=0x%x guest=%u", request->isc, request->page, request->kvm);
	return text;
}

static int is_same(const struct apx_exchange *a, const struct apx_exchange *b)
{
	if (a->status != b->status)
		return 0;
	if (a->status == APX_SLEEP)
		return a->request.ms == b->request.ms;
	return a->request.function == b->request.function && a->request.apid == b->request.apid &&
	       a->request.apqi == b->request.apqi && a->request.queue == b->request.queue && a->request.isc == b->request.isc &&
	       a->request.kvm == b->request.kvm && a->request.page == b->request.page;
}

static __attribute__((noreturn)) void diverge(const char *recorded, const char *seen)
{
	printf("diverged at request %u (call %u): recorded %s, now %s\n", next_exchange + 1, (apx_u32)(now - table->record + 1),
	       recorded, seen);
	fflush(stdout);
	_exit(DIVERGED);
}

void apx_answer_now(enum apx_status status, const struct apx_request *request, struct apx_answer *answer)
{
	const struct apx_exchange asked = { status, *request };
	const struct apx_exchange *recorded = &table->exchange[next_exchange];
	char before[80], after[80];

	if (next_exchange == last_exchange && now->status == APX_HUNG)
		apx_abandon(APX_HUNG);
	if (next_exchange == last_exchange)
		diverge("none", text_of(&asked, after, sizeof(after)));
	if (!is_same(recorded, &asked))
		diverge(text_of(recorded, before, sizeof(before)), text_of(&asked, after, sizeof(after)));
	*answer = recorded->answer;
	next_exchange++;
}

void apx_stop_missed(void)
{
	printf("diverged at request %u (call %u): recorded a switch before a %s of %u bytes at %u of object %u, now there is none\n", next_exchange + 1,
	       (apx_u32)(now - table->record + 1), now->stop.is_write ? "store" : "load", now->stop.size, now->stop.offset, now->stop.object);
	fflush(stdout);
	_exit(DIVERGED);
}

static const char *end_text(enum apx_status status, int result, char *text, size_t size)
{
	if (status == APX_DONE)
		snprintf(text, size, "%d", result);
	else
		snprintf(text, size, status == APX_DIED ? "died" : status == APX_STUCK ? "stuck" :
			 status == APX_BLOCKED ? "waits" : status == APX_POINT ? "another thread goes on" :
			 status == APX_MISSING ? "called what nothing here stands for" : "hung");
	return text;
}

static void check_end(enum apx_status status, int result)
{
	char before[80], after[80];

	if (next_exchange != last_exchange && status == now->status)
		diverge(text_of(&table->exchange[next_exchange], before, sizeof(before)), "none");
	if (status == now->status && (status != APX_DONE || result == now->result))
		return;
	printf("call %u: recorded %s, now %s\n", (apx_u32)(now - table->record + 1),
	       end_text(now->status, now->result, before, sizeof(before)), end_text(status, result, after, sizeof(after)));
	fflush(stdout);
	_exit(DIVERGED);
}

static void print_ledger(void)
{
	static struct apx_queue queues[APX_QUEUES];
	static struct apx_obs obs;
	const struct apx_event *events;
	apx_u32 count, lost;

	events = api->events(&count, &lost);
	apx_print_events(events, count);
	if (now->call.op == APX_SHOW || now->call.op == APX_QUEUE_STATUS)
		printf("  text %s", api->text());
	obs.queue = queues;
	api->observe(&obs);
	apx_print_ledger(&obs, &table->scope);
}

static void run_call(void)
{
	struct apx_request end;
	enum apx_status status;
	char text[80];

	last_exchange = next_exchange + now->exchanges;
	if (now->status == APX_HUNG)
		alarm(HANG_SECONDS);	/* by accesses, which nobody counts here */
	api->points(now->task >= APX_THREAD ? APX_POINTS_ALL : APX_POINTS_NONE);	/* kept while we print: our own accesses are no thread's */
	apx_stop_at(now->status == APX_POINT ? &now->stop : 0);
	if (now->kind == APX_RECORD_CALL)
		api->begin(now->task, &now->call);
	else if (now->kind == APX_RECORD_PASSED)
		api->pass(now->task);
	else if (now->kind == APX_RECORD_GIVEN_UP)
		api->give_up(now->task);
	else if (now->kind == APX_RECORD_WORK)
		api->begin_work(now->task);
	status = api->step(now->task, &end);
	alarm(0);
	check_end(status, end.result);
	printf("  = %s\n", end_text(status, end.result, text, sizeof(text)));
	if (shows_ledger)
		print_ledger();
}

/* What runs is printed before it runs: a report tells what it belongs to. */
static void print_call(void)
{
	const apx_u16 before = now == table->record ? APX_STEP_LOAD : now[-1].step;

	if (now->step != before && now->step == APX_STEP_END)
		printf("after the trace\n");
	else if (now->step != before && now->step != APX_STEP_LOAD)
		printf("step %u: %s\n", now->step, table->step[now->step - 1]);
	printf("call %u: %s\n", (apx_u32)(now - table->record + 1), now->text);
	fflush(stdout);
}

static void run(void)
{
	api->start();
	if (api->boot(&table->scope)) {
		printf("the scope is not possible\n");
		exit(BAD_USE);
	}
	api->budget(table->sleeps, table->accesses);
	for (apx_u32 i = 0; i < table->records; i++) {
		now = &table->record[i];
		print_call();
		if (now->kind == APX_RECORD_PERMS)
			api->perms(now->call.apm, now->call.aqm);
		else
			run_call();
	}
}

int main(int count, char **word)
{
	apx_u32 place = count > 1 ? strtoul(word[1], 0, 10) : 0;

	if (place >= apx_table_count) {
		fprintf(stderr, "%s: there is no table %u\n", word[0], place);
		return BAD_USE;
	}
	shows_ledger = count > 2 && !strcmp(word[2], "ledger");
	api = apx_api();
	table = &apx_tables[place];
	run();
	printf("end\n");
	fflush(stdout);
	/* A call that died or waits for ever has what it allocated; only a whole life tells of leaks. */
	if (now->call.op != APX_MODULE_EXIT || now->status != APX_DONE)
		_exit(CLEAN);
	if (apx_forget)
		apx_forget();
	return CLEAN;
}
