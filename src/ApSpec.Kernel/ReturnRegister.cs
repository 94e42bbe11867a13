namespace ApSpec.Kernel;

/// <summary>
/// Where a resumed call leaves its value for its caller, which is resumed next on the same OS thread: it is never part of a
/// saved state, since nothing can happen in between.
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
