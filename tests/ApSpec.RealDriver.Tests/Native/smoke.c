/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Random calls, random answers of the hardware, failing allocations: what breaks must be the driver, never the fakes.
 * smoke LIBRARY SECONDS: prints every kind of fault once, with how often it came and a seed that shows it again. Fails when
 * a fault's place is a file of the fakes.
 * smoke LIBRARY trace SEED: the calls of that episode.
 * smoke LIBRARY digest EPISODES: a number that is the same for every build of the same driver, on s390x, too.
 */
#include <stddef.h>
#include "library.h"

enum { CALLS = 60, FINDINGS = 200 };

static unsigned long long state;
static int is_verbose, is_hostile;

static unsigned draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state * 0x2545f4914f6cdd1dull >> 33) % below;
}

static struct finding {
	unsigned kind, line, pc, count;
	const char *function, *file;
	char subject[48];
	unsigned long long seed;
} findings[FINDINGS];
static unsigned finding_count;
static unsigned statuses[8];

static void note(const struct apx_event *event, unsigned long long seed)
{
	const char *subject = event->subject ? event->subject : "";
	unsigned i;

	for (i = 0; i < finding_count; i++) {
		if (findings[i].kind == event->kind && findings[i].line == event->line && findings[i].pc == event->pc)
			break;
	}
	if (i == FINDINGS)
		return;
	if (i == finding_count) {
		findings[finding_count++] = (struct finding){ .kind = event->kind, .line = event->line, .pc = event->pc,
			.function = event->function, .file = event->file, .seed = seed };
		snprintf(findings[i].subject, sizeof(findings[i].subject), "%s", subject);
	}
	findings[i].count++;
}

static struct apx_answer random_answer(const struct apx_request *asked)
{
	static const apx_u8 codes[] = { 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0a, 0x35, 0x42 };
	struct apx_answer answer = answer_of(asked);

	if (is_hostile && draw(4) == 0) {
		answer.response_code = codes[draw(sizeof(codes))];
		answer.irq_enabled = draw(2);
		answer.queue_empty = draw(2);
	}
	return answer;
}

/* Mostly what a sound user would do next, so that calls get far; sometimes anything at all. */
static struct apx_call random_call(const struct apx_scope *scope)
{
	static const apx_u8 common[] = {
		APX_CREATE, APX_CREATE, APX_OPEN, APX_OPEN, APX_OPEN, APX_CLOSE, APX_GROUP_ADD, APX_GROUP_ADD, APX_STORE, APX_STORE,
		APX_STORE, APX_STORE, APX_STORE, APX_AQIC, APX_AQIC, APX_AQIC, APX_PROBE_QUEUE, APX_PROBE_QUEUE, APX_REMOVE_QUEUE,
		APX_UNMAP, APX_STORE_CONFIG, APX_SET_IRQ,
	};
	const apx_u64 adapters = (1 << scope->adapters) - 1, domains = (1 << scope->domains) - 1;
	int is_sound = draw(4) != 0;
	struct apx_call call = {
		.op = draw(3) ? common[draw(sizeof(common))] : APX_CREATE + draw(APX_PV_ENABLE - APX_CREATE + 1),
		.mdev = draw(scope->mdevs), .kvm = draw(scope->kvms), .isc = draw(2) ? 3 : 5, .arg = draw(4) != 0,
		.queue = draw(scope->adapters * scope->domains), .apid = 5 + draw(scope->adapters), .apqi = 6 + draw(scope->domains),
		.address = (draw(2) ? 0x12000 : 0x77000) + draw(2) * 8, .id = 1, .apm = { adapters }, .aqm = { domains }, .adm = { domains },
	};

	if (!is_sound) {
		call.isc = draw(8);
		call.apid += draw(2);
		call.apqi += draw(2);
		call.address = draw(0x80000);
		call.id = draw(3);
		call.apm[0] = draw(adapters + 1);
		call.aqm[0] = draw(domains + 1);
		call.adm[0] = draw(domains + 1);
	}
	if (call.op == APX_STORE) {
		call.arg = draw(3) ? 2 * draw(3) : draw(6);
		call.id = call.arg < 2 ? call.apid : call.apqi;
	} else if (call.op == APX_SHOW) {
		call.arg = draw(10);
	} else if (call.op == APX_SET_IRQ) {
		call.arg = draw(2);
	} else if (call.op == APX_UNMAP) {
		call.address = is_sound ? call.address & ~0xfffu : 0;
		call.id = is_sound ? 1 : 0x80;
	}
	if (is_hostile && draw(12) == 0)
		call.fail_alloc = 1 + draw(2);
	return call;
}

static unsigned long long digest;

static void mix(unsigned long long value)
{
	digest = (digest ^ value) * 0x9e3779b97f4a7c15ull;
	digest ^= digest >> 29;
}

static void mix_bytes(const void *bytes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		mix(((const unsigned char *)bytes)[i]);
}

/* Field by field: the order of bytes in memory is not the same everywhere. */
static void mix_ledger(const struct apx_scope *scope)
{
	mix(obs.live_allocs);
	mix_bytes(&obs.instances, (char *)obs.mdev - (char *)&obs.instances);
	for (unsigned m = 0; m < scope->mdevs; m++) {
		const struct apx_mdev *mdev = &obs.mdev[m];

		mix_bytes(mdev, offsetof(struct apx_mdev, apm));
		for (const apx_u64 *mask = mdev->apm; mask < mdev->apm + 9 * APX_WORDS; mask += APX_WORDS)
			mix(*mask);
		mix_bytes(mdev->pins, scope->pages);
	}
	for (unsigned k = 0; k < scope->kvms; k++) {
		mix_bytes(&obs.kvm[k], offsetof(struct apx_kvm, apm));
		mix(obs.kvm[k].apm[0]);
		mix(obs.kvm[k].aqm[0]);
		mix(obs.kvm[k].adm[0]);
		mix_bytes(obs.kvm[k].gisc, scope->iscs);
	}
	mix_bytes(obs.queue, scope->adapters * scope->domains * sizeof(obs.queue[0]));
}

static int run_randomly(const struct apx_call *call)
{
	int status;

	api->begin(0, call);
	while ((status = api->step(0, &request)) == APX_INSTRUCTION || status == APX_SLEEP) {
		if (status == APX_INSTRUCTION) {
			struct apx_answer answer = random_answer(&request);

			if (is_verbose)
				printf("    %u %02x.%04x -> %02x%s\n", request.function, request.apid, request.apqi,
				       answer.response_code, answer.irq_enabled ? " irq" : "");
			api->answer(&answer);
		}
	}
	return status;
}

static void episode(const struct apx_scope *scope, unsigned long long seed)
{
	int status = APX_DONE;

	state = seed * 0x9e3779b97f4a7c15ull + 1;
	api->restore(0);
	memset(irq_of_queue, 0, sizeof(irq_of_queue));
	is_hostile = draw(2);
	for (int i = 0; i < CALLS && status == APX_DONE; i++) {
		struct apx_call call = random_call(scope);

		if (draw(60) == 0) {
			apx_u64 apm[APX_WORDS] = { draw(1 << scope->adapters) }, aqm[APX_WORDS] = { draw(1 << scope->domains) };

			api->perms(apm, aqm);
		}
		if (is_verbose)
			printf("op %u mdev %u kvm %u arg %u isc %u queue %u %02x.%04x id %u addr %x fail %u masks %llx %llx %llx\n",
			       call.op, call.mdev, call.kvm, call.arg, call.isc, call.queue, call.apid, call.apqi, call.id,
			       call.address, call.fail_alloc, call.apm[0], call.aqm[0], call.adm[0]);
		status = run_randomly(&call);
		statuses[status & 7]++;
		fetch_events();
		observe();
		for (unsigned e = 0; e < event_count; e++) {
			if (is_fault(&last_events[e]))
				note(&last_events[e], seed);
		}
		mix(status);
		mix(request.result);
		mix_ledger(scope);
		if (is_verbose) {
			printf("  -> %d, status %d\n", request.result, status);
			print_events();
		}
	}
}

static int report(void)
{
	static const char *const kinds[] = {
		"edge", "unlock not held", "deadlock", "reference underflow", "use after free", "NULL", "warning", "double free",
		"wild", "out of bounds", "BUG", "list corruption", "signal", "freed", "allocated", "race",
	};
	int ours = 0;

	for (unsigned i = 0; i < finding_count; i++) {
		const struct finding *f = &findings[i];
		int is_ours = f->file && !strstr(f->file, "drivers/") && !strstr(f->file, "arch/") && !strstr(f->file, "virt/");

		printf("%7u %-16s %s:%u pc %x  %s  seed %llu%s\n", f->count, kinds[f->kind], f->function ? f->function : "?",
		       f->line, f->pc, f->subject, f->seed, is_ours ? "  IN THE FAKES" : "");
		ours += is_ours;
	}
	printf("done %u, died %u, stuck %u, hung %u\n", statuses[APX_DONE], statuses[APX_DIED], statuses[APX_STUCK],
	       statuses[APX_HUNG]);
	return ours;
}

/* Worlds of several sizes around several cores; each for as many episodes as there are in a block of seeds. */
static void play(unsigned long long seed)
{
	enum { BLOCK = 500 };
	static struct apx_scope scope;
	static unsigned long long block = ~0ull;

	if (block != seed / BLOCK) {
		block = seed / BLOCK;
		state = block * 0x9e3779b97f4a7c15ull + 1;
		scope = scope_of(2, 2, 2, 2);
		if (block) {
			unsigned sizes = draw(16);

			scope = scope_of(1 + sizes % 2, 1 + sizes / 2 % 2, 1 + sizes / 4 % 2, 1 + sizes / 8);
			scope.flags ^= draw(2) * APX_CORE_REF;
			scope.flags ^= draw(4) == 0 ? APX_KVM_VFIO_RELEASE : 0;
			scope.flags ^= draw(4) == 0 ? APX_CORE_GROUP_LOCK : 0;
			scope.flags ^= draw(8) == 0 ? APX_GISA : 0;
			scope.flags ^= draw(16) == 0 ? APX_AIV : 0;
			scope.flags ^= draw(16) == 0 ? APX_CRYCBD : 0;
			scope.format = draw(3);
		}
		api->boot(&scope);
		RUN(APX_MODULE_INIT);
		api->save(0);
	}
	episode(&scope, seed);
}

int main(int argc, char **argv)
{
	unsigned long long seed = 0;
	double end;

	load(argv[1]);
	api->budget(500, 10 * 1000 * 1000);
	if (!strcmp(argv[2], "trace")) {
		is_verbose = 1;
		play(strtoull(argv[3], NULL, 0));
		return 0;
	}
	if (!strcmp(argv[2], "digest")) {
		while (seed < strtoull(argv[3], NULL, 0))
			play(seed++);
		printf("%016llx\n", digest);
		return 0;
	}
	for (end = seconds() + atof(argv[2]); seconds() < end; seed++)
		play(seed);
	printf("%llu episodes\n", seed);
	return report() != 0;
}
