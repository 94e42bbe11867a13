namespace ApSpec.Kernel;

/// <summary>The C function a modelled method stands for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KernelFunctionAttribute(string name) : Attribute
{
    /// <summary>Its name in the kernel's source.</summary>
    public string Name { get; } = name;
}
