/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* User space: the memory an ioctl's argument is in, the page a sysfs attribute reads or writes, the text a caller gets. */
#include "world.h"

static u8 user_memory[256];
static char user_text[PAGE_SIZE + 1] APX_OUTSIDE;
char *apx_sysfs_page;

void apx_user_boot(void)
{
	apx_sysfs_page = apx_alloc(PAGE_SIZE, 1, APX_OWNER_SHIM, "sysfs buffer", APX_HERE);
	apx_name(apx_sysfs_page, "sysfs buffer");
}

void *apx_user_memory(size_t size)
{
	return size <= sizeof(user_memory) ? __builtin_memset(user_memory, 0, sizeof(user_memory)) : NULL;
}

static bool is_user_memory(const void *pointer, unsigned long size)
{
	const u8 *begin = pointer;

	return size <= sizeof(user_memory) && begin >= user_memory && begin + size <= user_memory + sizeof(user_memory);
}

/* lib/usercopy.c _copy_from_user() */
unsigned long apx_copy_from_user(void *to, const void *from, unsigned long size, const struct apx_place *place)
{
	apx_touch(to, size, place);
	if (!is_user_memory(from, size))
		return size;
	__builtin_memcpy(to, from, size);
	return 0;
}

/* lib/usercopy.c _copy_to_user() */
unsigned long apx_copy_to_user(void *to, const void *from, unsigned long size, const struct apx_place *place)
{
	apx_touch(from, size, place);
	if (!is_user_memory(to, size))
		return size;
	__builtin_memcpy(to, from, size);
	return 0;
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
