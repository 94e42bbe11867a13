/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Identifiers as text (lib/uuid.c, lib/vsprintf.c uuid_string()). A guid has its first three numbers with the lowest byte first. */
#include "world.h"

static const u8 place_in_text[UUID_SIZE] = { 0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34 };
static const u8 of_guid[UUID_SIZE] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
static const u8 of_uuid[UUID_SIZE] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

static int parse(const char *text, u8 *bytes, const u8 *place)
{
	for (u32 i = 0; i < UUID_STRING_LEN; i++) {
		bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (is_dash ? text[i] != '-' : hex_to_bin(text[i]) < 0)
			return -EINVAL;
	}
	for (u32 i = 0; i < UUID_SIZE; i++)
		bytes[place[i]] = hex_to_bin(text[place_in_text[i]]) << 4 | hex_to_bin(text[place_in_text[i] + 1]);
	return 0;
}

int guid_parse(const char *text, guid_t *guid)
{
	return parse(text, guid->b, of_guid);
}

int uuid_parse(const char *text, uuid_t *uuid)
{
	return parse(text, uuid->b, of_uuid);
}

void apx_guid_text(char *text, const guid_t *guid)
{
	static const char digits[] = "0123456789abcdef";

	__builtin_memset(text, '-', UUID_STRING_LEN);
	text[UUID_STRING_LEN] = 0;
	for (u32 i = 0; i < UUID_SIZE; i++) {
		text[place_in_text[i]] = digits[guid->b[of_guid[i]] >> 4];
		text[place_in_text[i] + 1] = digits[guid->b[of_guid[i]] & 15];
	}
}
