using ApSpec.Explore.Graph;
using FsCheck.Xunit;

namespace ApSpec.Explore.Tests;

public sealed class StateStoreTests
{
    [Property]
    public void A_store_holds_what_a_set_holds_in_the_order_it_came(ulong[] values, byte words, byte sparse)
    {
        // Sparse values share bits, so that states repeat and the packing stays narrow for a while; others fill whole words.
        var size = 1 + (words % 5);
        var mask = (sparse % 3) switch { 0 => 0x8000_0000_0000_0013UL, 1 => 0x00ff_0000_00f0_0000UL, _ => ulong.MaxValue };
        var store = new StateStore(size);
        var seen = new List<string>();

        for (var at = 0; at + size <= values.Length; at++)
        {
            var state = values.AsSpan(at, size).ToArray().Select(value => value & mask).ToArray();
            var isNew = !seen.Contains(Text(state));
            Assert.Equal(!isNew, IsStored(store, state));
            Assert.Equal(isNew, store.Add(state));
            Assert.True(IsStored(store, state));
            if (isNew)
                seen.Add(Text(state));
        }

        Assert.Equal(seen, Enumerable.Range(0, store.Count).Select(i => Text(Loaded(store, i, size))));
    }

    [Fact]
    public void A_store_that_grew_and_was_packed_anew_many_times_holds_each_state_once()
    {
        const int States = 30_000;
        var store = new StateStore(3);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < States; i++)
                Assert.Equal(round == 0, store.Add(StateOf(i)));
        }

        Assert.Equal(States, store.Count);
        Assert.True(store.Bits > 64, $"{store.Bits} bits are one word: too few for this test");
        for (var i = 0; i < States; i++)
            Assert.Equal(Text(StateOf(i)), Text(Loaded(store, i, 3)));
        Assert.False(IsStored(store, [1, 1, 1]));
    }

    [Fact]
    public void A_store_without_a_bit_holds_one_state()
    {
        var store = new StateStore(2);

        Assert.True(store.Add([0, 0]));
        Assert.False(store.Add([0, 0]));
        Assert.Equal(0, store.Bits);
        Assert.Equal("0,0", Text(Loaded(store, 0, 2)));
    }

    [Fact]
    public void A_store_that_may_not_grow_stays_as_it_was()
    {
        var store = new StateStore(1, bytesMax: 40_000);
        var added = 0UL;

        var failure = Assert.Throws<InsufficientMemoryException>(() =>
        {
            while (store.Add([added * 0x9e37_79b9]))
                added++;
        });

        Assert.Contains("40,000 allowed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(added, (ulong)store.Count);
        Assert.False(IsStored(store, [added * 0x9e37_79b9]));
        Assert.All(Enumerable.Range(0, store.Count), i => Assert.Equal((ulong)i * 0x9e37_79b9, Loaded(store, i, 1)[0]));
    }

    private static ulong[] StateOf(int i) => [(ulong)i * 0x9e37_79b9_7f4a_7c15, (ulong)(i % 7) << 60, (ulong)i];

    private static bool IsStored(StateStore store, ulong[] state)
    {
        var key = new ulong[store.KeyWords];
        return store.Ask(state, key, out var hash) && store.Contains(key, hash, store.Candidate(hash));
    }

    private static ulong[] Loaded(StateStore store, int index, int words)
    {
        var state = new ulong[words];
        store.Load(index, state);
        return state;
    }

    private static string Text(ulong[] state) => string.Join(',', state);
}
