/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Bitmaps (include/linux/bitmap.h) of whole words, and s390's bit numbers that count from the left of a word
 * (arch/s390/include/asm/bitops.h): id n is bit 63 - n % 64 of word n / 64. */
#ifndef APX_KERNEL_BITMAP_H
#define APX_KERNEL_BITMAP_H

#define __ffs(word) ((unsigned long)__builtin_ctzl(word))
#define __fls(word) ((unsigned long)(63 - __builtin_clzl(word)))
#ifdef APX_FAKE
#define APX_AT_ONCE(word) do { } while (0)
#else
#define APX_AT_ONCE(word) apx_atomic(word)
#endif
#define BITS_TO_LONGS(bits) DIV_ROUND_UP(bits, BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]

/* Marked: one bit changes or is read at once, whoever else does. */
static inline void set_bit(unsigned long n, unsigned long *map) { APX_AT_ONCE(&map[n / 64]); ((volatile unsigned long *)map)[n / 64] |= 1UL << (n % 64); }
static inline void clear_bit(unsigned long n, unsigned long *map) { APX_AT_ONCE(&map[n / 64]); ((volatile unsigned long *)map)[n / 64] &= ~(1UL << (n % 64)); }
static inline bool test_bit(unsigned long n, const unsigned long *map) { return READ_ONCE(map[n / 64]) >> (n % 64) & 1; }
static inline void set_bit_inv(unsigned long n, unsigned long *map) { set_bit(n ^ 63, map); }
static inline void clear_bit_inv(unsigned long n, unsigned long *map) { clear_bit(n ^ 63, map); }
static inline bool test_bit_inv(unsigned long n, const unsigned long *map) { return test_bit(n ^ 63, map); }
#define __set_bit(n, map) set_bit(n, map)
#define __clear_bit(n, map) clear_bit(n, map)

static inline bool test_and_clear_bit_inv(unsigned long n, unsigned long *map)
{
	bool was = test_bit_inv(n, map);

	clear_bit_inv(n, map);
	return was;
}

static inline bool test_and_set_bit_inv(unsigned long n, unsigned long *map)
{
	bool was = test_bit_inv(n, map);

	set_bit_inv(n, map);
	return was;
}

static inline unsigned long find_next_bit_inv(const unsigned long *map, unsigned long size, unsigned long n)
{
	while (n < size) {
		unsigned long rest = map[n / 64] << (n % 64);

		if (rest) {
			n += __builtin_clzl(rest);
			return n < size ? n : size;
		}
		n = (n | 63) + 1;
	}
	return size;
}

#define find_first_bit_inv(map, size) find_next_bit_inv(map, size, 0)
#define for_each_set_bit_inv(bit, map, size) \
	for ((bit) = find_first_bit_inv(map, size); (bit) < (size); (bit) = find_next_bit_inv(map, size, (bit) + 1))

#define APX_EACH_WORD(i, bits) for (unsigned int i = 0; i < BITS_TO_LONGS(bits); i++)

static inline void bitmap_zero(unsigned long *to, unsigned int bits) { APX_EACH_WORD(i, bits) to[i] = 0; }
static inline void bitmap_fill(unsigned long *to, unsigned int bits) { APX_EACH_WORD(i, bits) to[i] = ~0UL; }

static inline void bitmap_copy(unsigned long *to, const unsigned long *from, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		to[i] = from[i];
}

static inline bool bitmap_and(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	unsigned long any = 0;

	APX_EACH_WORD(i, bits)
		any |= (to[i] = a[i] & b[i]);
	return any != 0;
}

static inline bool bitmap_andnot(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	unsigned long any = 0;

	APX_EACH_WORD(i, bits)
		any |= (to[i] = a[i] & ~b[i]);
	return any != 0;
}

static inline void bitmap_or(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		to[i] = a[i] | b[i];
}

static inline void bitmap_xor(unsigned long *to, const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		to[i] = a[i] ^ b[i];
}

static inline bool bitmap_full(const unsigned long *map, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		if (~map[i])
			return false;
	return true;
}

static inline bool bitmap_empty(const unsigned long *map, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		if (map[i])
			return false;
	return true;
}

static inline bool bitmap_equal(const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		if (a[i] != b[i])
			return false;
	return true;
}

static inline bool bitmap_intersects(const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		if (a[i] & b[i])
			return true;
	return false;
}

static inline bool bitmap_subset(const unsigned long *a, const unsigned long *b, unsigned int bits)
{
	APX_EACH_WORD(i, bits)
		if (a[i] & ~b[i])
			return false;
	return true;
}

static inline unsigned int bitmap_weight(const unsigned long *map, unsigned int bits)
{
	unsigned int weight = 0;

	APX_EACH_WORD(i, bits)
		weight += __builtin_popcountl(map[i]);
	return weight;
}

void bitmap_shift_left(unsigned long *to, const unsigned long *from, unsigned int shift, unsigned int bits);
#define __bitmap_set(map, start, length) bitmap_set(map, start, length)
static inline void bitmap_clear(unsigned long *map, unsigned int start, int length)
{
	for (unsigned int n = start; length > 0; ) {
		if (n % 64 == 0 && length >= 64) {
			map[n / 64] = 0;
			n += 64;
			length -= 64;
		} else {
			clear_bit(n++, map);
			length--;
		}
	}
}

static inline void bitmap_set(unsigned long *map, unsigned int start, int length)
{
	while (length-- > 0)
		set_bit(start++, map);
}

#endif
