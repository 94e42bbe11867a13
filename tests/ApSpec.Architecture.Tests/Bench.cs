namespace ApSpec.Architecture.Tests;

/// <summary>One queue under test, with the shorthand that keeps a test three lines long.</summary>
internal sealed class Bench
{
    public Bench(
        QueueMode mode = QueueMode.Ep11,
        ExecutionKind execution = ExecutionKind.Normal,
        int depth = 8,
        ModelParameters? parameters = null)
    {
        Facts = new QueueFacts(HardwareInfo.Create(mode, depth: depth), parameters ?? ModelParameters.Default, execution);
        Queue = QueueState.Initial(Facts);
    }

    public QueueState Queue;

    public QueueFacts Facts { get; }

    public ApStatus Tapq() => QueueMachine.Tapq(ref Queue, Facts);

    public ApStatus Rapq(ResetFlag flag = ResetFlag.KeepBinding) => QueueMachine.Rapq(ref Queue, Facts, flag);

    public ApStatus Zapq(ResetFlag flag = ResetFlag.KeepBinding) => QueueMachine.Zapq(ref Queue, Facts, flag);

    public ApStatus Enable(byte isc = 3, uint nib = 0x12) =>
        QueueMachine.Aqic(ref Queue, Facts, AqicRequest.Enable(isc, nib, ApOwner.Guest(0)));

    public ApStatus Disable() => QueueMachine.Aqic(ref Queue, Facts, AqicRequest.Disable);

    public ApStatus Nqap(ulong psmid = 1, int guest = 0) =>
        QueueMachine.Nqap(ref Queue, Facts, psmid, ApOwner.Guest(guest));

    public ApStatus Dqap(out byte psmid) => QueueMachine.Dqap(ref Queue, Facts, out psmid);

    public ApStatus Bapq(BindRoom room = BindRoom.Available) => QueueMachine.Bapq(ref Queue, Facts, room);

    public ApStatus Aapq(SecretCheck secret = SecretCheck.Known) => QueueMachine.Aapq(ref Queue, Facts, secret);

    public QueueEvents Process() => QueueMachine.ProcessRequest(ref Queue);

    public QueueEvents Tick() => QueueMachine.Tick(ref Queue, Facts);

    public void Deconfigure() => QueueMachine.Deconfigure(ref Queue, Facts);

    public ApStatus Issue(ApFunction function) => function switch
    {
        ApFunction.Tapq => Tapq(),
        ApFunction.Rapq => Rapq(),
        ApFunction.Zapq => Zapq(),
        ApFunction.Aqic => Enable(),
        ApFunction.Qact => QueueMachine.Qact(ref Queue, Facts),
        ApFunction.Bapq => Bapq(),
        ApFunction.Aapq => Aapq(),
        ApFunction.Nqap => Nqap(),
        ApFunction.Dqap => Dqap(out _),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    public static IReadOnlyList<ApFunction> QueueFunctions { get; } =
    [
        ApFunction.Tapq, ApFunction.Rapq, ApFunction.Zapq, ApFunction.Aqic, ApFunction.Qact,
        ApFunction.Bapq, ApFunction.Aapq, ApFunction.Nqap, ApFunction.Dqap,
    ];
}
