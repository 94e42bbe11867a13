/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Snapshots: the library's variables, the used part of the arena with what is known of its objects, and the stacks of calls
 * that wait. All of it goes back to the addresses it came from, so that pointers stay good.
 */
#include <sys/mman.h>
#include "state.h"

enum { SLOTS = 1024, LOADED = SLOTS, ROOM = 1 << 20, KEPT = 16 << 20, STACKS = 8, PARTS = STACKS + APX_TASKS };

struct slot {
	apx_size room;			/* bytes of memory that it has */
	apx_u32 used, objects, low, tasks;
	struct apx_meter meter, meters[APX_TASKS];
	char bytes[];
};

struct part {
	char *start;
	apx_size size;
};

static APX_OUTSIDE struct slot *slots[SLOTS + 1];

/* The block as it is now: the parts that tell how long the others are come first. */
static void list(struct part part[PARTS], apx_u32 used, apx_u32 objects, apx_u32 low, apx_u32 tasks)
{
	const struct apx_image *image = apx_image();

	part[0] = (struct part){ image->data[0], image->data_end[0] - image->data[0] };
	part[1] = (struct part){ image->data[1], image->data_end[1] - image->data[1] };
	part[2] = (struct part){ (char *)apx_arena, used };
	part[3] = (struct part){ (char *)apx_objects, objects * sizeof(apx_objects[0]) };
	part[4] = (struct part){ (char *)apx_map, used / APX_GRANULE };
	part[5] = (struct part){ apx_low, low };
	part[6].start = apx_race_memory(used, &part[6].size);
	part[7] = (struct part){ (char *)apx_tasks, tasks * sizeof(apx_tasks[0]) };
}

static struct part stack_of(const struct apx_task *task)
{
	return task->sp ? (struct part){ task->sp, apx_stack_top(task) - (char *)task->sp } : (struct part){ 0, 0 };
}

static void drop(apx_u32 number)
{
	if (slots[number])
		munmap(slots[number], slots[number]->room);
	slots[number] = 0;
}

static struct slot *slot_with(apx_u32 number, apx_size size)
{
	apx_size room = (size + size / 4 + ROOM) & -ROOM;

	if (slots[number] && slots[number]->room >= size)
		return slots[number];
	drop(number);
	slots[number] = mmap(0, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (slots[number] == MAP_FAILED)
		return slots[number] = 0;
	slots[number]->room = room;
	return slots[number];
}

static int save(apx_u32 number)
{
	struct part part[PARTS];
	apx_size size = sizeof(struct slot);
	struct slot *slot;
	char *to;

	list(part, apx_arena_used, apx_object_count, apx_low_used, apx_tasks_used);
	for (int i = 0; i < APX_TASKS; i++)
		part[STACKS + i] = stack_of(&apx_tasks[i]);
	for (int i = 0; i < PARTS; i++)
		size += part[i].size;
	slot = slot_with(number, size);
	if (!slot)
		return 0;
	slot->used = apx_arena_used;
	slot->objects = apx_object_count;
	slot->low = apx_low_used;
	slot->tasks = apx_tasks_used;
	slot->meter = apx_meter;
	memcpy(slot->meters, apx_meters, sizeof(apx_meters));
	to = slot->bytes;
	for (int i = 0; i < PARTS; to += part[i++].size)
		memcpy(to, part[i].start, part[i].size);
	return 1;
}

static int restore(apx_u32 number)
{
	struct slot *slot = slots[number];
	apx_u32 used_before = apx_arena_used, tasks_before = apx_tasks_used;
	struct part part[PARTS];
	char *from;

	if (!slot || !apx_arena_reach(slot->used) || !apx_objects_reach(slot->objects))
		return 0;
	from = slot->bytes;
	list(part, slot->used, slot->objects, slot->low, slot->tasks);
	for (int i = 0; i < STACKS; from += part[i++].size)
		memcpy(part[i].start, from, part[i].size);
	apx_tasks_used = slot->tasks;
	if (tasks_before > slot->tasks)
		memset(apx_tasks + slot->tasks, 0, (tasks_before - slot->tasks) * sizeof(apx_tasks[0]));
	for (int i = 0; i < APX_TASKS; i++) {
		struct part stack = stack_of(&apx_tasks[i]);

		memcpy(stack.start, from, stack.size);
		from += stack.size;
		apx_wipe_below(&apx_tasks[i]);
	}
	if (used_before > slot->used)
		memset(apx_map + slot->used / APX_GRANULE, APX_MAP_NOTHING, (used_before - slot->used) / APX_GRANULE);
	apx_meter = slot->meter;
	memcpy(apx_meters, slot->meters, sizeof(apx_meters));
	return 1;
}

int apx_block_save(apx_u32 slot)
{
	return slot < SLOTS && !apx_now && save(slot);
}

int apx_block_restore(apx_u32 slot)
{
	return slot < SLOTS && !apx_now && restore(slot);
}

/* Sixteen bytes to one multiplication; four streams side by side, because each takes a few cycles. */
static inline apx_u64 fold(apx_u64 a, apx_u64 b)
{
	/* One multiplication; a variable for it would be filled with a pattern first, as the kernel has it. */
	return (apx_u64)((unsigned __int128)a * b) ^ (apx_u64)((unsigned __int128)a * b >> 64);
}

/* The streams are variables of their own: as an array they would be kept in memory, which takes longer than the multiplications. */
static apx_u64 mix(apx_u64 hash, const char *start, apx_size size)
{
	static const apx_u64 odd[4] = { 0x9e3779b97f4a7c15ull, 0x243f6a8885a308d3ull, 0x13198a2e03707345ull, 0xa4093822299f31d1ull };
	apx_u64 one = hash ^ odd[1], two = hash ^ odd[2], three = hash ^ odd[3], four = hash ^ odd[0];
	const apx_u64 *word = (const apx_u64 *)start, *end = word + size / 8;

	for (; word + 8 <= end; word += 8) {
		one = fold(one ^ word[0], odd[0] ^ word[1]);
		two = fold(two ^ word[2], odd[1] ^ word[3]);
		three = fold(three ^ word[4], odd[2] ^ word[5]);
		four = fold(four ^ word[6], odd[3] ^ word[7]);
	}
	for (; word < end; word++)
		one = fold(one ^ *word, odd[0]);
	return fold(one ^ size, odd[1] ^ two) ^ fold(three ^ odd[2], odd[3] ^ four);
}

/* Of a task without a call nothing is ever read (leave() in task.c). */
apx_u64 apx_block_hash(void)
{
	struct part part[PARTS];
	apx_u64 hash = 0;

	list(part, apx_arena_used, apx_object_count, apx_low_used, APX_TASKS);
	for (int i = 0; i < APX_TASKS; i++)
		part[STACKS + i] = stack_of(&apx_tasks[i]);
	part[6].size = 0;	/* races seen: nothing that a call could depend on */
	part[7].size = 0;
	for (int i = 0; i < STACKS; i++)
		hash = mix(hash, part[i].start, part[i].size);
	for (apx_u32 i = 0; i < apx_tasks_used; i++) {
		if (apx_tasks[i].state == APX_TASK_NONE)
			continue;
		hash = mix(hash ^ i, (const char *)&apx_tasks[i], sizeof(apx_tasks[i]));
		hash = mix(hash, part[STACKS + i].start, part[STACKS + i].size);
	}
	return hash;
}

apx_u64 apx_block_used(void)
{
	struct part part[PARTS];
	apx_u64 bytes = 0;

	list(part, apx_arena_used, apx_object_count, apx_low_used, apx_tasks_used);
	for (int i = 0; i < 6; i++)
		bytes += part[i].size;
	return bytes + part[7].size;
}

void apx_block_start(void)
{
	if (!slots[LOADED])
		save(LOADED);
}

/* The snapshots of a big world go with it. */
void apx_block_reset(apx_u32 queues)
{
	if (!apx_now)
		restore(LOADED);
	for (apx_u32 i = 0; i < SLOTS && !apx_now; i++) {
		if (slots[i] && slots[i]->room > KEPT)
			drop(i);
	}
	if (!apx_now)
		apx_arena_begin(queues);
	apx_events_clear();
}
