/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Strings, numbers, formats, copies: lib/kstrtox.c, lib/string.c, lib/hexdump.c, lib/vsprintf.c, fs/sysfs/file.c, mm/util.c. */
#include "kernel.h"

void apx_printk(const char *format, ...)
{
}

/* lib/vsprintf.c vsprintf(): the text may be longer than the buffer; then it is the accesses that are reported. */
static int apx_format(char *buffer, const char *format, va_list arguments, const void *pc)
{
	va_list copy;
	int length;

	va_copy(copy, arguments);
	length = vsnprintf(NULL, 0, format, copy);
	va_end(copy);
	apx_check(buffer, length + 1, NULL, pc);
	return vsnprintf(buffer, length + 1, format, arguments);
}

#define APX_FORMAT(call) ({ va_list list; va_start(list, format); int apx_length = call; va_end(list); apx_length; })

int sprintf(char *buffer, const char *format, ...)
{
	return APX_FORMAT(apx_format(buffer, format, list, __builtin_return_address(0)));
}

int snprintf(char *buffer, size_t size, const char *format, ...)
{
	APX_LOOK_FROM_CALLER(buffer, size);
	return APX_FORMAT(vsnprintf(buffer, size, format, list));
}

int scnprintf(char *buffer, size_t size, const char *format, ...)
{
	int length = APX_FORMAT(vsnprintf(buffer, size, format, list));

	return size == 0 ? 0 : min(length, (int)size - 1);
}

/* fs/sysfs/file.c sysfs_emit_at(): warns of what is no offset in a page */
static int apx_emit(char *buffer, int at, const char *format, va_list arguments, const void *pc)
{
	int length;

	if (at < 0 || at >= (int)PAGE_SIZE) {
		apx_fault_pc(APX_EV_WARNING, "sysfs_emit: no place in a page", pc);
		return 0;
	}
	apx_check(buffer + at, 1, NULL, pc);
	length = vsnprintf(buffer + at, PAGE_SIZE - at, format, arguments);
	return min(length, (int)PAGE_SIZE - at - 1);
}

int sysfs_emit(char *buffer, const char *format, ...)
{
	return APX_FORMAT(apx_emit(buffer, 0, format, list, __builtin_return_address(0)));
}

int sysfs_emit_at(char *buffer, int at, const char *format, ...)
{
	return APX_FORMAT(apx_emit(buffer, at, format, list, __builtin_return_address(0)));
}

/* lib/hexdump.c */
int hex_to_bin(unsigned char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* lib/kstrtox.c: one number, at most one newline after it */
/* lib/kstrtox.c _parse_integer(): digits of the base, or of the one that the text itself names; where they end. */
static const char *parse(const char *text, unsigned int base, unsigned long long *value, bool *is_too_big)
{
	*value = 0;
	*is_too_big = false;
	if (base == 0)
		base = text[0] != '0' ? 10 : tolower(text[1]) == 'x' && isxdigit(text[2]) ? 16 : 8;
	if (base == 16 && text[0] == '0' && tolower(text[1]) == 'x')
		text += 2;
	for (;; text++) {
		int digit = hex_to_bin(*text);

		if (digit < 0 || digit >= (int)base)
			return text;
		*is_too_big |= __builtin_mul_overflow(*value, base, value) || __builtin_add_overflow(*value, digit, value);
	}
}

int kstrtoull(const char *text, unsigned int base, unsigned long long *result)
{
	unsigned long long value;
	const char *end;
	bool is_too_big;

	APX_LOOK_FROM_CALLER(text, 1);
	if (*text == '+')
		text++;
	end = parse(text, base, &value, &is_too_big);
	if (is_too_big)
		return -ERANGE;
	if (end == text || !isxdigit(end[-1]) || *(*end == '\n' ? end + 1 : end))
		return -EINVAL;
	*result = value;
	return 0;
}

unsigned long simple_strtoul(const char *text, char **end, unsigned int base)
{
	unsigned long long value;
	bool is_too_big;
	const char *last;

	APX_LOOK_FROM_CALLER(text, 1);
	last = parse(text, base, &value, &is_too_big);
	if (end)
		*end = (char *)last;
	return value;
}

int kstrtouint(const char *text, unsigned int base, unsigned int *result)
{
	return kstrtou32(text, base, result);
}

int kstrtoul(const char *text, unsigned int base, unsigned long *result)
{
	unsigned long long value;
	int error = kstrtoull(text, base, &value);

	if (!error) {
		APX_LOOK_FROM_CALLER(result, 8);
		*result = value;
	}
	return error;
}

int kstrtou32(const char *text, unsigned int base, u32 *result)
{
	unsigned long long value;
	int error = kstrtoull(text, base, &value);

	if (!error && value > U32_MAX)
		error = -ERANGE;
	if (!error)
		*result = value;
	return error;
}

int kstrtoint(const char *text, unsigned int base, int *result)
{
	unsigned long long value;
	bool is_negative = *text == '-';
	int error = kstrtoull(text + is_negative, base, &value);

	if (!error && value > (unsigned long long)INT_MAX + is_negative)
		error = -ERANGE;
	if (!error)
		*result = is_negative ? -(long long)value : (long long)value;
	return error;
}

int kstrtobool(const char *text, bool *result)
{
	char first = tolower(text[0]);
	bool is_on = first == '1' || first == 'y' || first == 't' || (first == 'o' && tolower(text[1]) == 'n');
	bool is_off = first == '0' || first == 'n' || first == 'f' || (first == 'o' && tolower(text[1]) == 'f');

	if (!is_on && !is_off)
		return -EINVAL;
	*result = is_on;
	return 0;
}

/* lib/string.c */
char *strsep(char **rest, const char *separators)
{
	char *begin = *rest;

	if (!begin)
		return NULL;
	for (char *at = begin; ; at++) {
		APX_LOOK_FROM_CALLER(at, 1);
		if (!*at) {
			*rest = NULL;
			return begin;
		}
		for (const char *separator = separators; *separator; separator++) {
			if (*at == *separator) {
				*at = 0;
				*rest = at + 1;
				return begin;
			}
		}
	}
}

char *strim(char *text)
{
	size_t length;

	while (isspace(*text))
		text++;
	for (length = strlen(text); length && isspace(text[length - 1]); length--)
		;
	text[length] = 0;
	return text;
}

/* mm/util.c kstrndup() */
char *apx_copy_text(const char *text, size_t most, enum apx_owner owner, const struct apx_place *place)
{
	size_t length = 0;
	char *copy;

	while (length < most && text[length])
		length++;
	apx_touch(text, length, place);
	copy = apx_alloc(length + 1, 1, owner, "kstrndup", place);
	if (copy)
		apx_memcpy(copy, text, length);
	return copy;
}

void *apx_copy_memory(const void *from, size_t size, enum apx_owner owner, const struct apx_place *place)
{
	void *copy = apx_alloc(size, 0, owner, "kmemdup", place);

	return copy ? apx_memcpy(copy, from, size) : NULL;
}

static bool is_empty_4(const struct hlist_head *bucket)
{
	return !((uintptr_t)bucket[0].first | (uintptr_t)bucket[1].first | (uintptr_t)bucket[2].first | (uintptr_t)bucket[3].first);
}

/* include/linux/hashtable.h hash_for_each(): the walk from bucket to bucket, with one check for the whole table. */
unsigned int apx_next_bucket(const struct hlist_head *table, unsigned int at, unsigned int size, const struct apx_place *place)
{
	apx_touch(table, sizeof(*table), place);
	apx_touch(&table[size - 1], sizeof(*table), place);
	while (at < size && !table[at].first) {
		at++;
		while (at % 4 == 0 && at + 4 <= size && is_empty_4(&table[at]))
			at += 4;
	}
	return at;
}

void apx_hash_init(struct hlist_head *table, unsigned int size, const struct apx_place *place)
{
	apx_touch(table, sizeof(*table), place);
	apx_touch(&table[size - 1], sizeof(*table), place);
	__builtin_memset(table, 0, size * sizeof(*table));
}

/* mm/slub.c krealloc(): always somewhere else */
void *apx_realloc(const void *pointer, size_t size, enum apx_owner owner, const struct apx_place *place)
{
	size_t before = pointer ? apx_size_of(pointer) : 0;
	void *copy = apx_alloc(size, 1, owner, "krealloc", place);

	if (!copy || !pointer)
		return copy;
	apx_memcpy(copy, pointer, min(before, size));
	apx_free(pointer, place);
	return copy;
}

/* lib/vsprintf.c: a format as the memory it needs */
char *kasprintf(gfp_t flags, const char *format, ...)
{
	char text[256];

	APX_FORMAT(vsnprintf(text, sizeof(text), format, list));
	return apx_copy_text(text, sizeof(text), APX_OWNER_SHIM, APX_HERE);
}

/* lib/string_helpers.c, before lib/string.c; a NULL ends the list early */
int match_string(const char *const *texts, size_t count, const char *text)
{
	for (size_t i = 0; i < count && texts[i]; i++) {
		if (!strcmp(texts[i], text))
			return i;
	}
	return -EINVAL;
}
