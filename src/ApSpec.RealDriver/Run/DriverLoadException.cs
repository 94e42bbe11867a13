using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// A driver that cannot be loaded: its module init, the probe of a queue or the creation of an mdev failed before any operation of a trace.
/// That is a finding on the driver, but there is no step to report it at, since no system can be made.
/// </summary>
public sealed class DriverLoadException : Exception
{
    private DriverLoadException(string message)
        : base(message)
    {
    }

    internal static DriverLoadException From(Scope scope, in NativeCall call, CallEnd end, ReadOnlySpan<Fault> faults)
    {
        var what = call.Op switch
        {
            NativeOp.ModuleInit => "module init",
            NativeOp.ProbeQueue => $"the probe of queue {scope.Adapters[(int)call.Queue / scope.Domains.Length]}.{scope.Domains[(int)call.Queue % scope.Domains.Length]}",
            _ => "the creation of an mdev",
        };
        var how = end.Status switch
        {
            NativeStatus.Done => $"returned {end.Result}",
            NativeStatus.Died => "died",
            _ => "did not come back",
        };
        return new DriverLoadException(faults.IsEmpty ? $"{what} {how}" : $"{what} {how}: {string.Join("; ", faults.ToArray())}");
    }
}
