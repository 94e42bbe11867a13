using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The clauses of evidence, ASCII only. They are kept out of the predicates because code that builds text slows a method down even
/// when it is not reached.
/// </summary>
internal static class Say
{
    public static string References(KvmId k, int refs, int mdevs) =>
        $"{k} has {Count(refs, "driver reference")}, {Attached(mdevs)} to it";

    public static string LostReference(KvmId k, int refs, int mdevs, MdevId m) => $"{References(k, refs, mdevs)}, and {m}.kvm is NULL";

    public static string SurplusReference(KvmId k, int refs, string clause) => $"{k} has {Count(refs, "driver reference")}, {clause}";

    /// <summary>The driver overwrote its pointer to the attached guest.</summary>
    public static string Overwritten(MdevId m, KvmId first, KvmId second, string what) =>
        $"{m} forgot {first}, to which it is attached, for {second}: {first} keeps its {what}";

    public static string NamesDestroyedGuest(MdevId m, KvmId k) => $"{m}.kvm names {k}, which is destroyed";

    public static string AttachedToDestroyedGuest(MdevId m, KvmId k) => $"{m} is attached to {k}, which is destroyed; {m}.kvm is NULL";

    public static string HookLeft(KvmId k, MdevId m, string? clause) => $"the hook of {k} is that of {m}, {clause ?? $"no mdev is attached to {k}"}";

    public static string HookWrong(KvmId k, MdevId? hook, MdevId m) =>
        $"{m} is attached to {k}, the hook is {(hook is { } other ? $"that of {other}" : "NULL")}";

    public static string HookFreed(KvmId k, MdevId m) => $"the hook of {k} lies in {m}, which is freed";

    public static string Masks(Scope scope, KvmId k, string name, in ApMask bits, string clause) =>
        $"{k} {clause} {name} {Ids(scope, bits, name)}";

    public static string Shared(string a, string b, string queue) =>
        string.CompareOrdinal(a, b) < 0 ? $"{a} and {b} both have {queue}" : $"{b} and {a} both have {queue}";

    public static string InMasks(KvmId k, string queue, string clause) => $"{queue} is in the masks of {k} and {clause}";

    public static string InMatrix(MdevId m, string queue, string clause) => $"{queue} is assigned to {m} and {clause}";

    public static string InShadow(MdevId m, string queue, string clause) => $"{queue} is in the shadow of {m} and {clause}";

    public static string Lacks(MdevId m, string adapter) => $"the shadow of {m} lacks adapter {adapter}, all of whose assigned queues it has";

    public static string TooMuch(Scope scope, MdevId m, string name, in ApMask bits) =>
        $"the shadow of {m} has {name} {Ids(scope, bits, name)}, which is not assigned or not the host's";

    public static string Linked(string queue, MdevId? named, MdevId? owner) =>
        $"{queue} names {(named is { } m ? $"{m}" : "no mdev")}, it is assigned to {(owner is { } o ? $"{o}" : "none")}";

    public static string NotReset(string queue, KvmId k) => $"{queue} left {k} with data in it, no reset is under way";

    public static string StillSaved(string queue) => $"interrupts of {queue} are turned off, its page or interruption subclass is still saved";

    public static string Extra(int count) => $"{Count(count, "allocation")} of the driver {(count == 1 ? "belongs" : "belong")} to no mdev and no queue";

    public static string Eventfd(MdevId m, string name, int held, int wanted) =>
        $"{m} holds {Count(held, "reference")} on its {name} eventfd, {wanted} {(wanted == 1 ? "is" : "are")} right";

    public static string MatrixChanged(MdevId m, string name) => $"matrix.{name} of {m} changed without an assignment";

    public static string NotWritten(in Operation op, string name) => $"matrix.{name} of {op.Mdev} is not what '{op}' wrote";

    public static string Gone(Scope scope, string name, in ApMask bits) =>
        $"{name} {Ids(scope, bits, name)} {(bits.Count == 1 ? "is" : "are")} out of the host configuration";

    public static string Edge(LockEdge edge, string path) => $"{path}, closed by {edge.Function}";

    public static string LockHeld(LockId id) => $"{id} is still held after the call returned";

    public static string LockHeldWhileWaiting(LockId id, MdevId m) => $"{id} is held while the removal of {m} waits for its last close";

    public static string Queue(Scope scope, int queue) =>
        $"{scope.Adapters[queue / scope.Domains.Length]}.{scope.Domains[queue % scope.Domains.Length]}";

    public static string Data(Scope scope, int queue, KvmId k) =>
        $"{Queue(scope, queue)} holds data of {k}, no mdev attached to {k} has it";

    public static string Data(Scope scope, int queue, KvmId k, uint residue) =>
        $"{Queue(scope, queue)} holds data of {(residue == 1 ? "the host" : $"k{residue - 2}")} and is in the masks of {k}";

    public static string Registrations(KvmId k, byte isc, int held, int queues) =>
        $"isc {isc} of {k} is registered {Count(held, "time")}, {Count(queues, "queue")} {(queues == 1 ? "uses" : "use")} it";

    public static string RegistrationLeft(KvmId k, byte isc) => $"isc {isc} of {k} is registered, no mdev is attached to {k}";

    public static string Pins(MdevId m, uint page, int held, int queues) =>
        $"page 0x{page:x} of {m} has {Count(held, "pin")}, {Count(queues, "queue")} {(queues == 1 ? "saves" : "save")} it";

    public static string StrayPins(int held) => $"{Count(held, "pin")} of pages that no queue can save";

    /// <summary>A queue with interrupts on or changing: <c>05.0006 raises interrupts, its page is unmapped</c>.</summary>
    public static string Interrupts(in Step step, int queue, string clause) =>
        $"{Queue(step.Scope, queue)} {InterruptsAre(step.After[step.After.Layout.Queues[queue].Irq])}, {clause}";

    /// <summary>The interrupt state of a queue in words, when interrupts are on or changing.</summary>
    public static string InterruptsAre(uint state) => state switch
    {
        Queues.IrqEnabling => "has interrupts that are being enabled",
        Queues.IrqDisabling => "has interrupts that are still being disabled",
        _ => "raises interrupts",
    };

    public static string About(Scope scope, int queue, string clause) => $"{Queue(scope, queue)} {clause}";

    public static string Stash(MdevId m, KvmId? held, KvmId? entitled) =>
        $"{m} has {(held is { } k ? $"kvm {k}" : "kvm NULL")}, it is attached to {(entitled is { } e ? e.ToString() : "no guest")}";

    public static string BothNameGuest(MdevId a, MdevId b, KvmId k) => $"{a} and {b} both have kvm {k}";

    public static string NotPermitted(in Operation op, StepResult result, LifecycleState state) =>
        $"'{op}' ended with {result} in state {state}";

    public static string ModuleRefs(int held, int opens) => $"the module has {Count(held, "reference")}, {Count(opens, "descriptor")} open";

    public static string Instances(int taken, int live) => $"{Count(taken, "instance")} taken, {Count(live, "mdev")} alive";

    public static string Notifier(MdevId m, string name, string clause) => $"the {name} notifier of {m} is {clause}";

    public static string NotFreed(MdevId m) => $"{m} is removed, its memory is not freed";

    public static string Stuck(in Operation op) => $"'{op}' never returns";

    public static string WaitsForHardware(in Operation op, string function, string locks) =>
        $"'{op}' never returns: {function} waits for another answer of the hardware, with {locks} held";

    public static string Changed(in Operation op, StepResult result, string field) => $"'{op}' ended with {result} and changed {field}";

    public static string Accepted(in Operation op, string clause) => $"'{op}' succeeded, {clause}";

    public static string FaultText(in Fault fault) => fault.ToString();

    public static string LacksDomain(Scope scope, MdevId m, string name, in ApMask bits) =>
        $"the shadow of {m} lacks {name} {Ids(scope, bits, name)}, which is assigned and the host's";

    public static string BadlyReset(string masks, string queue, uint code) =>
        $"{queue} came into {masks}, its last reset ended with response code {code:x2}";

    public static string Waits(Scope scope, MdevId m, string name, in ApMask bits) =>
        $"{name} {Ids(scope, bits, name)} of {m} waits for a bus scan that is over";

    public static string GivenBack(KvmId k, MdevId m) => $"{k} has queues again, which the removal of {m} took from it";

    public static string WrittenAgain(in Operation op, int guest, int writes) => $"'{op}' wrote the masks of k{guest} {writes} times";

    public static string StillUsed(in Operation op, string queue) => $"'{op}' succeeded, {queue} is not reset";

    public static string NotOfHost(in Operation op, StepResult result) => $"'{op}' ended with {result}, no queue of it is the host's";

    public static string NotInUse(in Operation op, StepResult result) => $"'{op}' ended with {result}, no mdev has such a queue";

    public static string Unlocked(string what, string locks, in Moment moment) => $"{what} without {locks} in {moment.Function}";

    public static string WhileRunning(in Moment moment) =>
        $"the masks of k{moment.Subject} are written in {moment.Function}, its vcpus may be in SIE";

    public static string NestedKeep(in Moment moment) =>
        $"the masks of k{moment.Subject} are written in {moment.Function}, nested guests keep the old ones";

    public static string ResetBeforeMasks(Scope scope, KvmId k, in Moment moment) =>
        $"{Queue(scope, moment.Subject)} is reset in {moment.Function} while it is in the masks of {k}, which lose it later";

    public static string ResetOfAKeptQueue(Scope scope, KvmId k, in Moment moment) =>
        $"{Queue(scope, moment.Subject)} is reset in {moment.Function}, {k} has it before and after";

    public static string LostInterrupts(in Operation op, string queue, KvmId k) => $"'{op}' took the interrupts of {queue}, which {k} keeps";

    public static string NoReason(in Operation op, in StepResult result) => $"'{op}' is refused with {result}, and nothing stands against it";

    public static string KeepsConditionCode(in Operation op) => $"'{op}' ends with response code 00 and leaves condition code 3, which was there before";

    public static string ResetAfterForgetting(Scope scope, MdevId m, KvmId k, in Moment moment) =>
        $"{Queue(scope, moment.Subject)} is reset in {moment.Function} after {m} forgot {k}";

    public static string OutOfOrder(MdevId m, KvmId k, int done, in Moment moment) =>
        $"{Part(moment.Kind, m, k)} in {moment.Function} after {(done == 3 ? $"the reference on {k} was given back" : done == 2 ? $"{m} forgot {k}" : $"the masks of {k} were cleared")}";

    public static string ShowsBits(Scope scope, in Moment moment) =>
        $"the reset of {Queue(scope, moment.Subject)} ended with response code {(byte)moment.Status.ResponseCode:x2} and shows other bits";

    public static string GoneWhileOpen(MdevId m, int opens) => $"{m} is gone, {Count(opens, "descriptor")} open";

    public static string ChangedBy(in Operation op, string what) => $"'{op}' changed {what}";

    public static string Signalled(in Operation op, int signals, int wanted) =>
        $"'{op}' signalled the request eventfd {Count(signals, "time")}, {wanted} {(wanted == 1 ? "is" : "are")} right";

    public static string Unshared(in Step step, KvmId k, int queue, bool keeps) =>
        $"'{step.Operation}' ended with {step.Result}, {k} does not share that page{(keeps ? $", and {Queue(step.Scope, queue)} keeps it" : "")}";

    public static string Unsignalled(MdevId m, in Moment moment) =>
        $"the masks of k{moment.Subject} change in {moment.Function}, the configuration eventfd of {m} is not signalled";

    public static string SignalledForNothing(MdevId m, bool isWritten, in Moment moment) =>
        $"the configuration eventfd of {m} is signalled in {moment.Function}, {(isWritten ? "the masks of its guest are what they were" : "the masks of its guest were not written since")}";

    public static string NotAskedFor(MdevId m, in Moment moment) =>
        $"the request eventfd of {m} is signalled in {moment.Function}, no removal of {m} asks";

    public static string NotToldOfReset(Scope scope, int queue, bool isUnderWay) =>
        $"{Queue(scope, queue)} answers {(isUnderWay ? "not 02, its reset is under way" : "02, no reset is under way")}";

    private static string Part(MomentKind kind, MdevId m, KvmId k) => kind switch
    {
        MomentKind.Hook => $"the hook of {k} is cleared",
        MomentKind.Masks => $"the masks of {k} are cleared",
        _ => $"{m} forgets {k}",
    };

    /// <summary>The ids of a mask's bits: <c>05,06</c>.</summary>
    public static string Ids(Scope scope, in ApMask bits, string name)
    {
        var ids = new List<string>();
        var adapters = name == "apm";
        var count = adapters ? scope.Adapters.Length : scope.Domains.Length;
        for (var i = 0; i < count; i++)
        {
            if (bits.Contains(i))
                ids.Add(adapters ? scope.Adapters[i].ToString() : scope.Domains[i].ToString());
        }

        return string.Join(',', ids);
    }

    public static string Shows(in StepResult result, string expected) => $"reads {Answer(result)}, the driver has {Quoted(expected)}";

    public static string ReadsNumber(in Operation op, in StepResult result) =>
        $"the store returns {Answer(result)}, {(NumberText.ErrorOf(op) is { } error ? $"-{error}" : "no error of the text")} expected";

    public static string TakesPart(string text) => $"the store returns {text}";

    public static string Answers(in StepResult result, string expected) => $"answers {Answer(result)}, expected {Quoted(expected.Trim())}";

    public static string NotRefused(in Operation op, in StepResult result) =>
        $"returns {Answer(result)}, {op.Request switch
        {
            IoctlForm.Unknown => "-ENOTTY or -EOPNOTSUPP",
            IoctlForm.SetClosed => "-EBADF",
            IoctlForm.InfoUnread or IoctlForm.InfoUnwritten or IoctlForm.IrqInfoUnread or IoctlForm.IrqInfoUnwritten or IoctlForm.SetUnread => "-EFAULT",
            _ => "-EINVAL",
        }} expected";

    private static string Answer(in StepResult result) => result.Errno == Errno.Ok && result.Text is { } text ? Quoted(text) : result.ToString();

    private static string Quoted(string text) => $"\"{StepResult.Printable(text)}\"";

    private static string Attached(int mdevs) => mdevs switch
    {
        0 => "no mdev is attached",
        1 => "1 mdev is attached",
        _ => $"{mdevs} mdevs are attached",
    };

    private static string Count(int n, string noun) => n == 1 ? $"1 {noun}" : $"{n} {noun}s";
}
