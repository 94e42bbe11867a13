namespace ApSpec.Kernel;

/// <summary>
/// Passes the value of a resumed call to its caller, which is resumed next on the same OS thread. It is not part of a saved state, since
/// nothing can happen in between.
/// </summary>
internal static class ReturnRegister<T>
{
    [ThreadStatic]
    private static T? value;

    public static T Value
    {
        get => value!;
        set => ReturnRegister<T>.value = value;
    }
}
