using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests;

/// <summary>Self-tests of the trees at hand.</summary>
internal static class SelfTests
{
    // Before v6.12 a matrix driver that cannot be registered has the matrix device unregistered and then put once more.
    private const string PutTwice = "UseAfterFree of kzalloc(sizeof(*matrix_dev)) in vfio_ap_matrix_dev_create";

    /// <summary>What failed, but for what is known to be wrong in a tree.</summary>
    public static IEnumerable<SelfTestCheck> Failed(IEnumerable<SelfTestCheck> checks) =>
        checks.Where(check => check.Failure?.Contains(PutTwice, StringComparison.Ordinal) != true && !check.IsPassed);

    /// <summary>The same, whatever functions are missing.</summary>
    public static IEnumerable<SelfTestCheck> FailedWithWhatIsThere(IEnumerable<SelfTestCheck> checks) =>
        Failed(checks).Where(check => check.Failure is not null);
}
