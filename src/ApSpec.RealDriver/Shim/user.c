/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* User space: the memory an ioctl's argument is in, the page a sysfs attribute reads or writes, the text a caller gets. */
#include "world.h"

/* Of each call its own. */
static struct user {
	u8 memory[256];
	bool is_unread, is_unwritten;	/* it cannot be read, or not be written */
	u32 read, written;		/* bytes of it that the driver read and wrote, from its start */
} users[APX_TASKS + 1];
static char user_text[PAGE_SIZE + 1] APX_OUTSIDE;
char *apx_sysfs_page;

void apx_user_boot(void)
{
	apx_sysfs_page = apx_alloc(PAGE_SIZE, 1, APX_OWNER_SHIM, "sysfs buffer", APX_HERE);
	apx_name(apx_sysfs_page, "sysfs buffer");
}

static struct user *user(void)
{
	return &users[apx_task_number()];
}

void *apx_user_memory(size_t size)
{
	*user() = (struct user){ };
	return size <= sizeof(user()->memory) ? user()->memory : NULL;
}

static bool is_user_memory(const void *pointer, unsigned long size)
{
	const u8 *begin = pointer, *memory = user()->memory;

	return size <= sizeof(user()->memory) && begin >= memory && begin + size <= memory + sizeof(user()->memory);
}

/* lib/usercopy.c _copy_from_user() */
unsigned long apx_copy_from_user(void *to, const void *from, unsigned long size, const struct apx_place *place)
{
	apx_touch(to, size, place);
	if (!is_user_memory(from, size) || user()->is_unread)
		return size;
	__builtin_memcpy(to, from, size);
	user()->read = max(user()->read, (u32)((const u8 *)from + size - user()->memory));
	return 0;
}

/* lib/usercopy.c _copy_to_user() */
unsigned long apx_copy_to_user(void *to, const void *from, unsigned long size, const struct apx_place *place)
{
	apx_touch(from, size, place);
	if (!is_user_memory(to, size) || user()->is_unwritten)
		return size;
	__builtin_memcpy(to, from, size);
	user()->written = max(user()->written, (u32)((u8 *)to + size - user()->memory));
	return 0;
}

/* What a store returns: 0 when it took all, else 1 + the bytes that it says it took. */
int apx_taken(long result, long length)
{
	return result < 0 ? result : result == length ? 0 : 1 + min(result, 1000000L);
}

/* Takes what an attribute showed and leaves the buffer as it was, so that equal states stay equal. */
void apx_set_text(const char *text, long length)
{
	length = length < 0 ? 0 : min(length, (long)PAGE_SIZE);
	__builtin_memcpy(user_text, text, length);
	user_text[length] = 0;
}

const char *apx_text(void)
{
	return user_text;
}

/* mm/util.c strndup_user() */
char *apx_copy_user_text(const char *text, size_t most, const struct apx_place *place)
{
	size_t length = 0;

	while (is_user_memory(text + length, 1) && text[length])
		length++;
	if (!is_user_memory(text + length, 1))
		return ERR_PTR(-EFAULT);
	if (length >= most)
		return ERR_PTR(-EINVAL);
	text = apx_copy_text(text, length, APX_OWNER_SHIM, place);
	return text ? (char *)text : ERR_PTR(-ENOMEM);
}

static void fill_set(struct vfio_irq_set *set, u32 form)
{
	const s32 fd = form == APX_SET_CLOSED ? 999 : -1;

	set->argsz = sizeof(*set) + (form == APX_SET_BARE ? 0 : sizeof(fd));
	if (form == APX_SET_SHORT)
		set->argsz = sizeof(*set) - 1;
	set->flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER;
	if (form == APX_SET_MASK)
		set->flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_MASK;
	else if (form == APX_SET_NO_ACTION)
		set->flags = VFIO_IRQ_SET_DATA_EVENTFD;
	else if (form == APX_SET_BOOL)
		set->flags = VFIO_IRQ_SET_DATA_BOOL | VFIO_IRQ_SET_ACTION_TRIGGER;
	else if (form == APX_SET_NO_DATA)
		set->flags = VFIO_IRQ_SET_DATA_NONE | VFIO_IRQ_SET_ACTION_TRIGGER;
	else if (form == APX_SET_STRANGE_FLAG)
		set->flags |= 1u << 31;
	set->index = form == APX_SET_BEYOND ? ~0u : 0;
	set->start = form == APX_SET_START;
	set->count = form == APX_SET_TWO ? 2 : 1;
	__builtin_memcpy(set->data, &fd, sizeof(fd));
}

static int info(const struct apx_call *call)
{
	struct vfio_device_info *info = apx_user_memory(sizeof(*info) + 64);
	const u32 least = offsetofend(struct vfio_device_info, num_irqs);
	int result, length;
	char text[120];

	user()->is_unread = call->arg == APX_INFO_UNREAD;
	user()->is_unwritten = call->arg == APX_INFO_UNWRITTEN;
	info->argsz = call->arg == APX_INFO_SHORT ? least - 1 : call->arg == APX_INFO_LONG ? least + 64 : least;
	result = apx_mdev_ioctl(call->mdev, VFIO_DEVICE_GET_INFO, info);
	length = snprintf(text, sizeof(text), "flags=0x%x regions=%u irqs=%u argsz=%u read=%u written=%u", info->flags, info->num_regions,
			  info->num_irqs, info->argsz, user()->read, user()->written);
	apx_set_text(text, length);
	return result;
}

static int irq_info(const struct apx_call *call)
{
	struct vfio_irq_info *info = apx_user_memory(sizeof(*info));
	int result, length;
	char text[120];

	user()->is_unread = call->arg == APX_IRQ_INFO_UNREAD;
	user()->is_unwritten = call->arg == APX_IRQ_INFO_UNWRITTEN;
	info->argsz = sizeof(*info) - (call->arg == APX_IRQ_INFO_SHORT);
	info->index = call->arg == APX_IRQ_INFO_BEYOND ? ~0u : 0;
	result = apx_mdev_ioctl(call->mdev, VFIO_DEVICE_GET_IRQ_INFO, info);
	length = snprintf(text, sizeof(text), "index=%u flags=0x%x count=%u argsz=%u read=%u written=%u", info->index, info->flags,
			  info->count, info->argsz, user()->read, user()->written);
	apx_set_text(text, length);
	return result;
}

int apx_odd_ioctl(const struct apx_call *call)
{
	struct vfio_irq_set *set;
	int result, length;
	char text[40];

	if (call->arg <= APX_INFO_UNWRITTEN)
		return info(call);
	if (call->arg <= APX_IRQ_INFO_UNWRITTEN)
		return irq_info(call);
	set = apx_user_memory(sizeof(*set) + sizeof(s32));
	fill_set(set, call->arg);
	user()->is_unread = call->arg == APX_SET_UNREAD;
	result = apx_mdev_ioctl(call->mdev, call->arg == APX_UNKNOWN ? _IO(VFIO_TYPE, VFIO_BASE + 99) : VFIO_DEVICE_SET_IRQS, set);
	length = snprintf(text, sizeof(text), "read=%u written=%u", user()->read, user()->written);
	apx_set_text(text, length);
	return result;
}
