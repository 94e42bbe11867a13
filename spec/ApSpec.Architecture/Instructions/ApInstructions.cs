namespace ApSpec.Architecture;

/// <summary>The AP instructions as a program issues them.</summary>
public static class ApInstructions
{
}
