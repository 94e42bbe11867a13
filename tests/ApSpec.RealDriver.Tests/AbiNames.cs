using System.Collections.Immutable;
using System.Globalization;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Tests;

/// <summary>What Shim/abi.h calls what the C# side names in whole words.</summary>
internal static class AbiNames
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["APX_HAS_QUEUE_TABLE"] = "APX_HAS_QTABLE",
        ["APX_HAS_REQUEST_IRQ"] = "APX_HAS_REQ_IRQ",
        ["APX_HAS_CONFIG_IRQ"] = "APX_HAS_CFG_IRQ",
        ["APX_HAS_CONFIG_CHANGED"] = "APX_HAS_CFG_CHANGED",
        ["APX_HAS_HOOK_SEMAPHORE"] = "APX_HAS_HOOK_RWSEM",
        ["APX_LOCK_VFIO_GROUP"] = "APX_LOCK_GROUP",
        ["APX_CONFIG_CHANGED"] = "APX_CFG_CHANGED",
        ["NativeRequest.milliseconds"] = "ms",
        ["NativeEvent.class_a"] = "a_class",
        ["NativeEvent.class_b"] = "b_class",
        ["NativeEvent.id_a"] = "a_id",
        ["NativeEvent.id_b"] = "b_id",
    };

    /// <summary>Structures.</summary>
    public static ImmutableArray<(Type Type, string Name)> Structures { get; } =
    [
        (typeof(NativeScope), "apx_scope"), (typeof(NativeCall), "apx_call"), (typeof(NativeRequest), "apx_request"),
        (typeof(NativeAnswer), "apx_answer"), (typeof(NativeEvent), "apx_event"), (typeof(NativeMdev), "apx_mdev"),
        (typeof(NativeKvm), "apx_kvm"), (typeof(NativeQueue), "apx_queue"), (typeof(NativeObs), "apx_obs"), (typeof(NativeApi), "apx_api"), (typeof(NativeLine), "apx_line"),
        (typeof(NativeHeld), "apx_held"),
    ];

    /// <summary>Constants with the value that the C# side gives them.</summary>
    public static ImmutableArray<(string Name, long Value)> Constants { get; } =
    [
        ("APX_ABI", NativeApi.AbiExpected), ("APX_IDS", NativeScope.IdsMax), ("APX_PAGES", NativeScope.PagesMax),
        ("APX_ISCS", NativeScope.IscsMax), ("APX_MDEVS", NativeObs.MdevsMax), ("APX_KVMS", NativeObs.KvmsMax),
        ("APX_TASKS", ApSpec.RealDriver.Run.DriverCalls.TasksMax), ("APX_PROGRAM_INTERRUPTION", ApSpec.RealDriver.Run.CallEnd.ProgramInterruption), ("APX_OLD_CONDITION_CODE", ApSpec.RealDriver.Run.CallEnd.OldConditionCode), ("APX_AQIC_IR", 1), ("APX_AQIC_OLD_CC", NativeCall.OldConditionCode), ("APX_AQIC_VCPU", NativeCall.SecondVcpu),
        ("APX_QUEUES", NativeObs.QueuesMax), ("APX_WORDS", NativeMask.Words), ("APX_NO_QUEUE", unchecked((int)NativeRequest.NotInPlay)), ("APX_STRANGE", NativeObs.Strange),
        ("APX_FAIL_LENT", NativeCall.FailLent), ("APX_FAIL_NO_AP", NativeCall.FailNoAp), ("APX_FAIL_STEP", NativeCall.FailStep),
        .. Of<Vocabulary.IoctlForm>("APX_"),
        .. Of<Vocabulary.ConfigForm>("APX_CONFIG_"),
        .. Of<NativeScopeFlags>("APX_", "None"),
        .. Of<DriverFeatures>("APX_HAS_", "None"),
        .. Of<NativeOp>("APX_"),
        .. Of<NativeDescriptors>("APX_", "None"),
        .. Of<NativeOpenFailure>("APX_OPEN_"),
        .. Of<NativeAttribute>("APX_"),
        .. Of<NativeStatus>("APX_", "Planned"),
        .. Of<NativePoints>("APX_POINTS_"),
        .. Of<NativePointKind>("APX_POINT_"),
        ("APX_THREAD", ApSpec.RealDriver.Run.DriverCalls.FirstThread), ("APX_WORKER", ApSpec.RealDriver.Run.DriverCalls.FirstWorker), ("APX_HELD_MAX", NativeHeld.Max),
        .. Of<NativeFunction>("APX_"),
        .. Of<NativeEventKind>("APX_EV_"),
        .. Of<Vocabulary.LockClass>("APX_LOCK_"),
    ];

    /// <summary>Constants that the C# side does not use, or has in the same structure under another roof.</summary>
    public static ImmutableArray<string> OfC { get; } =
    [
        "APX_EVENTS", "APX_LOCKS_MAX", "APX_QUEUE_NOBODYS", "APX_QUEUE_OURS", "APX_QUEUE_HOSTS", "APX_SLOTS", "APX_NOTES",
        "APX_IRQ_REQ", "APX_IRQ_CFG", "APX_FD_NONE", "APX_FD_NEW", "APX_FD_BAD",
    ];

    /// <summary>A field's name in C.</summary>
    public static string MemberOf(Type type, string field)
    {
        var name = Snake(field);
        return Words.GetValueOrDefault($"{type.Name}.{name}", name);
    }

    private static IEnumerable<(string Name, long Value)> Of<T>(string prefix, params string[] except)
        where T : struct, Enum => Enum.GetValues<T>()
        .Where(value => !except.Contains(value.ToString()))
        .Select(value => (prefix + Snake(value.ToString()).ToUpperInvariant(), Convert.ToInt64(value, CultureInfo.InvariantCulture)))
        .Select(pair => (Words.GetValueOrDefault(pair.Item1, pair.Item1), pair.Item2));

    private static string Snake(string name) => string.Concat(name.Select((letter, i) =>
        char.IsUpper(letter) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(letter) : letter.ToString()));
}
