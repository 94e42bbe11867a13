using ApSpec.Vocabulary;
using S = ApSpec.Vocabulary.LifecycleState;

namespace ApSpec.Lifecycle.Tests;

/// <summary>
/// Every state that two mdevs and two guests can be brought into, by every operation of the VFIO core.
/// </summary>
public sealed class LifecycleTrackerSearchTests
{
    private const int StatesMax = 20_000;
    private static readonly string[] Core = [.. Of("m0"), .. Of("m1"), "close_vm k0", "close_vm k1"];

    private static readonly string[] Hostile = [.. Core, .. Notifies("m0"), .. Notifies("m1")];

    [Fact]
    public void Everything_the_core_delivers_is_permitted_and_agrees_with_the_ledger() =>
        Search(Core, new Scope { Mdevs = 2, Kvms = 2 }, core =>
        {
            for (var m = 0; m < 2; m++)
            {
                var isNamed = core.Named(m) is not null;
                S[] allowed = (core.IsOpen(m), isNamed) switch
                {
                    (false, true) => [S.Offered],
                    (false, false) => [S.Absent, S.Created],
                    (true, true) => [S.Attached, S.Refused],
                    (true, false) => [S.Opened],
                };
                Assert.Contains(core[m], allowed);
            }
        });

    [Fact]
    public void Bare_notifies_are_permitted_and_a_closed_mdev_still_agrees_with_the_ledger() =>
        Search(Hostile, new Scope { Mdevs = 2, Kvms = 2, Profile = Profile.Hostile }, core =>
        {
            for (var m = 0; m < 2; m++)
            {
                S[] allowed = core.IsOpen(m) ? [S.Opened, S.Attached, S.Refused]
                    : core.Named(m) is not null ? [S.Offered] : [S.Absent, S.Created];
                Assert.Contains(core[m], allowed);
            }
        });

    [Fact]
    public void Without_a_crypto_control_block_nothing_is_ever_attached() =>
        Search(Core, new Scope { Mdevs = 2, Kvms = 2, Crycbd = false }, core =>
        {
            Assert.NotEqual(S.Attached, core[0]);
            Assert.NotEqual(S.Attached, core[1]);
        });

    [Fact]
    public void Every_transition_of_the_table_is_taken()
    {
        var taken = Search(Core, new Scope { Mdevs = 2, Kvms = 2 }, _ => { });

        Assert.DoesNotContain(
            LifecycleTable.For(Era.Notifier).Edges,
            e => (taken >> LifecycleTable.For(Era.Notifier).PlaceOf(e.From, e.Trigger) & 1) == 0);
    }

    private static string[] Of(string m) =>
    [
        $"create {m}", $"remove {m}", $"open {m}", $"release {m}",
        $"set_kvm {m} k0", $"set_kvm {m} k1", $"set_kvm {m} null",
    ];

    private static string[] Notifies(string m) => [$"notify {m} k0", $"notify {m} k1", $"notify {m} null"];

    private static ulong Search(string[] operations, Scope scope, Action<TestCore> judge)
    {
        var core = new TestCore(scope);
        var visited = new HashSet<(string, Lifecycles)> { core.Snapshot };
        var queue = new Queue<(string Core, Lifecycles Lifecycles)>(visited);
        while (queue.TryDequeue(out var node))
        {
            foreach (var operation in operations)
            {
                core.Restore(node);
                var permitted = core.Do(operation);
                if (permitted is null)
                    continue;
                Assert.True(permitted, operation);
                Assert.True(
                    core.Lifecycles.KvmOf(new MdevId(0)) is not { } k || core.Lifecycles.KvmOf(new MdevId(1)) != k,
                    operation);
                judge(core);
                if (visited.Add(core.Snapshot))
                    queue.Enqueue(core.Snapshot);
                Assert.True(visited.Count < StatesMax, $"more than {StatesMax} states");
            }
        }

        return core.Taken;
    }
}
