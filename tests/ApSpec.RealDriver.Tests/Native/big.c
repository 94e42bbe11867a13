/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * A world of many queues between two small ones: queues and places are where they belong, snapshots and hashes are exact, and of its memory
 * nothing is kept. Prints what each part takes.
 *
 *	program LIBRARY [ADAPTERS DOMAINS]
 */
#include "library.h"
#include "expect.h"

static double begun;

static void tell(const char *what)
{
	printf("%-36s %8.2f ms\n", what, (seconds() - begun) * 1e3);
	begun = seconds();
}

static long resident_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long pages = 0, resident = 0;

	if (!file || fscanf(file, "%ld %ld", &pages, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);
	return resident * 4096;
}

static void boot_all(int adapters, int domains)
{
	struct apx_scope scope = scope_of(1, 1, adapters, domains);
	const apx_u64 none[APX_WORDS] = { 0 };

	for (int i = 0; i < adapters; i++)
		scope.apid[i] = i;
	for (int i = 0; i < domains; i++)
		scope.apqi[i] = i;
	begun = seconds();
	EXPECT(api->boot(&scope), 0);
	api->perms(none, none);
	tell("boot");
	EXPECT(RUN(.op = APX_MODULE_INIT), 0);
	tell("module init");
	for (int queue = 0; queue < adapters * domains; queue++) {
		int result = RUN(.op = APX_PROBE_QUEUE, .queue = queue);

		if (result) {
			EXPECT(result, 0);
			break;
		}
	}
	tell("bind all queues");
	printf("%llu bytes in use, %.0f a queue\n", api->block_bytes(), (double)api->block_bytes() / adapters / domains);
}

int main(int count, char **word)
{
	int adapters = count > 2 ? atoi(word[2]) : APX_IDS, domains = count > 3 ? atoi(word[3]) : APX_IDS;
	int last = adapters * domains - 1;
	apx_u64 bound, small, small_bytes;

	load(word[1]);
	boot_all(1, 2);
	small = api->hash();
	small_bytes = api->block_bytes();
	boot_all(adapters, domains);
	observe();
	tell("observe");
	observe();
	tell("observe again");
	EXPECT(obs.queue[last].is_bound, 1);
	EXPECT(api->save(0), 1);
	tell("save");
	EXPECT(api->save(0), 1);
	tell("save again");
	bound = api->hash();
	tell("hash");
	EXPECT(RUN(.op = APX_CREATE), 0);
	EXPECT(RUN(.op = APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = adapters - 1), 0);
	EXPECT(RUN(.op = APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = domains - 1), 0);
	tell("create and assign");
	EXPECT(observe()->mdev[0].apm[(adapters - 1) / 64], 1ull << (adapters - 1) % 64);
	EXPECT(obs.mdev[0].aqm[(domains - 1) / 64], 1ull << (domains - 1) % 64);
	EXPECT(obs.mdev[0].is_stray, 0);
	EXPECT(api->hash() == bound, 0);
	begun = seconds();
	EXPECT(api->restore(0), 1);
	tell("restore");
	EXPECT(api->hash() == bound, 1);
	EXPECT(RUN(.op = APX_REMOVE_QUEUE, .queue = last), 0);
	tell("unbind one");
	EXPECT(observe()->queue[last].is_bound, 0);
	EXPECT(obs.queue[0].is_bound, 1);
	begun = seconds();
	EXPECT(RUN(.op = APX_PROBE_QUEUE, .queue = last), 0);
	tell("bind one");
	boot_all(1, 2);
	EXPECT(api->hash() == small, 1);
	EXPECT(api->block_bytes(), small_bytes);
	EXPECT(resident_bytes() < 64 << 20, 1);
	printf("%s\n", failures ? "FAILED" : "ok");
	return failures != 0;
}
